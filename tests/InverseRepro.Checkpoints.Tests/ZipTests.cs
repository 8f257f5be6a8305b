namespace InverseRepro.Checkpoints.Tests;

public class ZipTests
{
    private static readonly byte[] Pickle = new PickleBytes().Op("}").Text("w").Tensor("0", 2, 0, [2], [1]).Op("s").ToArray();
    private static readonly byte[] Values = [.. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f)];

    [Fact]
    public void Hand_written_file_is_read()
    {
        using var folder = new TemporaryFolder();
        using var checkpoint = CheckpointFile.Read(folder.Write("a", Good().Add("x/byteorder", "little"u8).ToArray()));
        checkpoint.Format.Should().Be(CheckpointFormat.PthZip);
        checkpoint["w"].ToFloat32().Should().Equal(1f, 2f);
    }

    [Fact]
    public void Big_endian_files_are_refused() => Fault(Good().Add("x/byteorder", "big"u8)).Should().Contain("is 'big'; only little-endian");

    [Fact]
    public void Compressed_records_are_refused() => Fault(Good().Add("x/y", Values, method: 8)).Should().Contain("record 'x/y'").And.Contain("only stored records");

    [Fact]
    public void Encrypted_records_are_refused() => Fault(Good().Add("x/y", Values, flags: 1)).Should().Contain("only stored records");

    [Fact]
    public void Wrong_crc_is_refused() => Fault(Good().Add("x/y", Values, crc: 1)).Should().Contain("record 'x/y'").And.Contain("CRC-32");

    [Fact]
    public void Records_of_two_folders_are_refused() => Fault(Good().Add("z/y", Values)).Should().Contain("record 'z/y'").And.Contain("outside the folder 'x/'");

    [Fact]
    public void Two_pickles_are_refused() => Fault(Good().Add("y/data.pkl", Pickle)).Should().Contain("2 records FOLDER/data.pkl");

    [Fact]
    public void Records_of_the_same_name_are_refused() => Fault(Good().Add("x/version", "3"u8).Add("x/version", "3"u8)).Should().Contain("occurs twice");

    [Theory]
    [InlineData("../x")]
    [InlineData("x/../../y")]
    [InlineData("/x/y")]
    [InlineData("x\\y")]
    [InlineData("C:/y")]
    [InlineData("x//y")]
    [InlineData("x/")]
    public void Names_that_leave_the_folder_are_refused(string name) => Fault(Good().Add(name, Values)).Should().Contain("not a plain relative path");

    [Fact]
    public void Bytes_between_records_are_refused()
    {
        var zip = Good();
        zip.Hide(new byte[25]);
        Fault(zip).Should().Contain("is followed by 25 bytes that belong to no record");
        var before = new ZipBytes();
        before.Hide(ZipBytes.Local("x/hidden", Values));
        Fault(before.Add("x/data.pkl", Pickle)).Should().Contain("bytes stand before the first record");
    }

    [Fact]
    public void A_record_inside_another_is_refused()
    {
        var inner = ZipBytes.Local("x/inner", Values);
        var zip = Good();
        var at = zip.Position + ZipBytes.Local("x/outer", []).Length;
        Fault(zip.Add("x/outer", inner).Announce("x/inner", Values, at)).Should().Contain("record 'x/outer'").And.Contain("overlaps 'x/inner'");
    }

    [Fact]
    public void A_name_that_differs_in_the_local_header_is_refused()
    {
        var zip = Good();
        var at = zip.Position;
        Fault(zip.Add("x/y", Values).Announce("x/z", Values, at)).Should().Contain("record 'x/z'").And.Contain("matching local header");
    }

    [Fact]
    public void Bytes_behind_the_end_are_refused()
    {
        using var folder = new TemporaryFolder();
        Reading.Try(folder.Write("a", [.. Good().ToArray(), 0]))!.Message.Should().Contain("something behind it");
    }

    [Fact]
    public void Bytes_behind_the_pickle_are_refused() =>
        Fault(new ZipBytes().Add("x/data.pkl", [.. Pickle, 0]).Add("x/data/0", Values)).Should().Contain("1 bytes follow the pickle");

    internal static ZipBytes Good() => new ZipBytes().Add("x/data.pkl", Pickle).Add("x/data/0", Values);

    private static string Fault(ZipBytes zip)
    {
        using var folder = new TemporaryFolder();
        return Reading.Try(folder.Write("a.pth", zip.ToArray()))?.Message ?? "was read";
    }
}
