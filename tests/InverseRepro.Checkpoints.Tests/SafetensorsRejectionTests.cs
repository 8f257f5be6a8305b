using System.Text;

namespace InverseRepro.Checkpoints.Tests;

public class SafetensorsRejectionTests
{
    [Theory]
    [InlineData("""{"a":{"dtype":"I8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"I8","shape":[2],"data_offsets":[3,5]}}""", 5, "entry 'b': starts at byte 3")]
    [InlineData("""{"a":{"dtype":"I8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"I8","shape":[2],"data_offsets":[1,3]}}""", 3, "entry 'b': starts at byte 1")]
    [InlineData("""{"a":{"dtype":"I8","shape":[2],"data_offsets":[0,2]}}""", 3, "data: has 3 bytes, the entries span 2")]
    [InlineData("""{"a":{"dtype":"I8","shape":[2],"data_offsets":[0,2]}}""", 0, "data: has 0 bytes, the entries span 2")]
    [InlineData("""{"a":{"dtype":"I8","shape":[3],"data_offsets":[0,2]}}""", 2, "needs 3 bytes")]
    [InlineData("""{"a":{"dtype":"I32","shape":[2,4611686018427387905],"data_offsets":[0,8]}}""", 8, "overflows 64 bits")]
    [InlineData("""{"a":{"dtype":"I32","shape":[4611686018427387904,4,0],"data_offsets":[0,0]}}""", 0, "overflows 64 bits")]
    [InlineData("""{"a":{"dtype":"I8","shape":[18446744073709551616],"data_offsets":[0,0]}}""", 0, "something other than 64-bit integers")]
    [InlineData("""{"a":{"dtype":"I8","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,1]}}""", 1, "more than 8 numbers")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1, "dtype 'F8_E4M3' is not supported")]
    [InlineData("""{"a":{"dtype":"12","shape":[1],"data_offsets":[0,8]}}""", 8, "dtype '12' is not supported")]
    [InlineData("""{"a":{"dtype":"I8","dtype":"I8","shape":[1],"data_offsets":[0,1]}}""", 1, "'dtype' occurs twice")]
    [InlineData("""{"a":{"dtype":"I8","shape":[1],"data_offsets":[0,1]},"\u0061":{"dtype":"I8","shape":[1],"data_offsets":[1,2]}}""", 2, "entry 'a': occurs twice")]
    [InlineData("""{"a":{"dtype":"I8","shape":[1],"data_offsets":[0,1],"x":1}}""", 1, "unknown field 'x'")]
    [InlineData("""{"a\n":{"dtype":"I8","shape":[1],"data_offsets":[0,1]}}""", 1, "control character")]
    [InlineData("""{"\ud800":{"dtype":"I8","shape":[1],"data_offsets":[0,1]}}""", 1, "is not valid JSON")]
    [InlineData("""{"":{"dtype":"I8","shape":[1],"data_offsets":[0,1]}}""", 1, "a name has 1 to 256 characters")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, "key 'a' occurs twice")]
    [InlineData("""{"__metadata__":{"a":{}}}""", 0, "value of 'a' is not a string")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", 0, "occurs twice")]
    [InlineData("""{"a":[]}""", 0, "is not a JSON object")]
    [InlineData("""{} {}""", 0, "header")]
    [InlineData("{}\n", 0, "something other than spaces")]
    [InlineData("{},", 0, "header")]
    [InlineData(" {}", 0, "does not start with '{'")]
    [InlineData("{", 0, "is not valid JSON")]
    [InlineData("", 0, "does not start with '{'")]
    public void Broken_headers_are_refused_with_their_fault(string header, int dataBytes, string fault)
    {
        using var folder = new TemporaryFolder();
        var bytes = Encoding.UTF8.GetBytes(header);
        var path = folder.Write("a.safetensors", [.. BitConverter.GetBytes((long)bytes.Length), .. bytes, .. new byte[dataBytes]]);

        Reading.Try(path)!.Message.Should().Contain("a.safetensors: ").And.Contain(fault).And.NotContain("\n");
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(3UL)]
    public void A_header_beyond_the_file_is_refused(ulong length)
    {
        using var folder = new TemporaryFolder();
        Reading.Try(folder.Write("a", [.. BitConverter.GetBytes(length), (byte)'{', (byte)'}']))!.Message.Should().Contain("goes beyond the file of 10 bytes");
    }

    [Fact]
    public void Metadata_without_end_is_refused()
    {
        using var folder = new TemporaryFolder();
        var keys = string.Join(',', Enumerable.Range(0, 100_001).Select(i => $"\"{i}\":\"\""));
        var header = Encoding.UTF8.GetBytes("{\"__metadata__\":{" + keys + "}}");
        Reading.Try(folder.Write("a", [.. BitConverter.GetBytes((long)header.Length), .. header]))!.Message
            .Should().Contain("entry '__metadata__': has more than the 100000 keys accepted");
    }

    [Fact]
    public void A_file_without_tensors_is_read()
    {
        using var folder = new TemporaryFolder();
        Reading.Try(folder.Write("a", [2, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}'])).Should().BeNull();
    }
}
