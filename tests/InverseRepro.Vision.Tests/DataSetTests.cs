using System.IO.Compression;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.Vision.Tests;

public sealed class DataSetTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void An_absent_data_set_is_named_with_its_place_and_what_to_do()
    {
        Cifar10.Probe(_root.Path).Problem.Should().Be(
            $"CIFAR-10: no folder {_root.At("cifar-10/cifar-10-batches-bin")}; put it there, or name the data root by REPRO_DATA.");

        WriteCifar("test_batch.bin", [0]);
        Cifar10.Probe(_root.Path).Problem.Should().Be(
            $"CIFAR-10: data_batch_1.bin missing in {_root.At("cifar-10/cifar-10-batches-bin")}; put it there, or name the data root by REPRO_DATA.");
    }

    [Fact]
    public void The_fingerprint_changes_with_the_content_alone()
    {
        WriteCifar("data_batch_1.bin", [1, 2]);
        WriteCifar("test_batch.bin", [3]);
        var before = Cifar10.Probe(_root.Path);
        WriteCifar("test_batch.bin", [3]);
        var rewritten = Cifar10.Probe(_root.Path);
        WriteCifar("test_batch.bin", [4]);

        before.IsPresent.Should().BeTrue();
        rewritten.Should().Be(before);
        Cifar10.Probe(_root.Path).Fingerprint.Should().NotBe(before.Fingerprint);
    }

    [Fact]
    public void Of_cifar_all_files_must_be_there_where_one_holds_too_few_pictures()
    {
        WriteCifar("data_batch_1.bin", [1, 2]);
        WriteCifar("test_batch.bin", [3]);
        Cifar10.Requirement(10_000).Probe(_root.Path).IsPresent.Should().BeTrue();
        Cifar10.Requirement(10_001).Probe(_root.Path).Problem.Should().Match("CIFAR-10: 1 of 5 files of training pictures in *; this scale takes all of them.");
        foreach (var batch in Enumerable.Range(2, 4))
            WriteCifar($"data_batch_{batch}.bin", [1]);
        Cifar10.Requirement(10_001).Probe(_root.Path).IsPresent.Should().BeTrue();
    }

    [Fact]
    public void Cifar_batches_are_read_in_order()
    {
        WriteCifar("data_batch_1.bin", [1, 2]);
        WriteCifar("data_batch_2.bin", [9]);
        WriteCifar("test_batch.bin", [3]);

        var train = Cifar10.Load(_root.Path, Split.Train);

        train.Labels.Should().Equal(1, 2, 9);
        (train.Images.Channels, train.Images.Height, train.Images.Width).Should().Be((3, 32, 32));
        train.Images[2][5].Should().Be(5 / 255f);
        Cifar10.Load(_root.Path, Split.Test).Count.Should().Be(1);
    }

    [Fact]
    public void A_damaged_cifar_file_is_named_with_its_fault()
    {
        WriteCifar("data_batch_1.bin", [1, 10]);
        Loading(() => Cifar10.Load(_root.Path, Split.Train)).WithMessage("*data_batch_1.bin: label 10 in record 1; CIFAR-10 has the classes 0 to 9.");

        File.WriteAllBytes(_root.At("cifar-10/cifar-10-batches-bin/test_batch.bin"), new byte[3074]);
        Loading(() => Cifar10.Load(_root.Path, Split.Test)).WithMessage("*test_batch.bin: 3074 bytes; CIFAR-10 files hold 1 to 100000 records of 3073 bytes.");
    }

    [Fact]
    public void Idx_images_and_labels_are_read()
    {
        WriteIdx("train-images-idx3-ubyte.gz", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, 102, 255]);
        WriteIdx("train-labels-idx1-ubyte.gz", [0, 0, 8, 1, 0, 0, 0, 2, 7, 0]);

        var set = IdxDataSet.Mnist.Load(_root.Path, Split.Train);

        set.Labels.Should().Equal(7, 0);
        set.Images.Values.Should().Equal(0, 51 / 255f, 102 / 255f, 1);
        set.Images.Channels.Should().Be(1);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8 }, "truncated inside its header.")]
    [InlineData(new byte[] { 0, 0, 9, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 5 }, "magic number 0x00000903; an IDX file of bytes in 3 dimensions begins with 0x00000803.")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 5 }, "only 1 bytes of data, 2 by its header (2 × 1 × 1).")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 5, 6 }, "at least 2 bytes of data, 1 by its header (1 × 1 × 1).")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 127, 0, 1, 0, 127, 0, 1, 0, 127, 0, 1, 5 }, "impossible sizes 8323073 × 8323073 × 8323073 in its header.")]
    [InlineData(new byte[] { 0, 0, 8, 3, 255, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 5 }, "impossible sizes -16777215 × 1 × 1 in its header.")]
    public void A_damaged_idx_file_is_named_with_its_fault(byte[] content, string fault)
    {
        WriteIdx("t10k-images-idx3-ubyte.gz", content);

        Loading(() => IdxDataSet.Mnist.Load(_root.Path, Split.Test)).WithMessage($"*t10k-images-idx3-ubyte.gz: {fault}");
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 2, 7, 0 }, "2 labels for the 1 images of train-images-idx3-ubyte.gz.")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 12 }, "label 12 at position 0; MNIST has the classes 0 to 9.")]
    public void Labels_that_do_not_fit_are_named(byte[] labels, string fault)
    {
        WriteIdx("train-images-idx3-ubyte.gz", [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 5]);
        WriteIdx("train-labels-idx1-ubyte.gz", labels);

        Loading(() => IdxDataSet.Mnist.Load(_root.Path, Split.Train)).WithMessage($"*train-labels-idx1-ubyte.gz: {fault}");
    }

    [Fact]
    public void A_file_that_is_not_gzip_is_named()
    {
        Directory.CreateDirectory(_root.At("mnist"));
        File.WriteAllText(_root.At("mnist/train-images-idx3-ubyte.gz"), "hello, this is no gzip file");

        Loading(() => IdxDataSet.Mnist.Load(_root.Path, Split.Train)).WithMessage("*train-images-idx3-ubyte.gz: not a valid gzip file: *");
        Loading(() => IdxDataSet.FashionMnist.Load(_root.Path, Split.Train)).WithMessage("*fashion-mnist/train-images-idx3-ubyte.gz: the file cannot be read: *");
    }

    [Fact]
    public void Class_folders_are_classes_and_a_plain_folder_is_one()
    {
        foreach (var (name, red) in new[] { ("b/2.png", 20), ("b/1.png", 10), ("a/x.png", 30) })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_root.At("sets/" + name))!);
            ImageFile.WritePng(Picture.Filled(6, 4, (byte)red, 0, 0), _root.At("sets/" + name));
        }

        var set = new ImageFolder("sets").Load(_root.Path, 2);
        var plain = new ImageFolder("sets/b").Load(_root.Path, 2);

        set.ClassNames.Should().Equal("a", "b");
        set.Labels.Should().Equal(0, 1, 1);
        set.Images.ToPicture(1)[1, 1].Should().Be(((byte)10, (byte)0, (byte)0));
        plain.ClassNames.Should().Equal("b");
        plain.Count.Should().Be(2);
        new ImageFolder("sets").Load(_root.Path, 2, limit: 2).Labels.Should().Equal(0, 1);
        new ImageFolder("sets").Probe(_root.Path).IsPresent.Should().BeTrue();
    }

    [Fact]
    public void A_folder_without_pictures_is_named()
    {
        Directory.CreateDirectory(_root.At("empty"));

        new ImageFolder("empty").Probe(_root.Path).Problem.Should().StartWith($"empty: neither JPEG nor PNG files in {_root.At("empty")} or its folders; ");
        new ImageFolder("none").Probe(_root.Path).Problem.Should().StartWith($"none: no folder {_root.At("none")}; ");
        Loading(() => new ImageFolder("empty").Load(_root.Path, 8)).WithMessage("*empty: neither JPEG nor PNG files here or in its folders.");
    }

    [SkippableFact]
    public void The_real_sets_have_their_known_sizes()
    {
        var root = SharedFiles.Data("");

        IdxDataSet.Mnist.Load(root, Split.Test).Labels.GroupBy(l => l).OrderBy(g => g.Key).Select(g => g.Count())
            .Should().Equal(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
        IdxDataSet.FashionMnist.Load(root, Split.Test).Labels.GroupBy(l => l).Should().OnlyContain(g => g.Count() == 1000);
        Cifar10.Load(root, Split.Test).Labels.GroupBy(l => l).Should().OnlyContain(g => g.Count() == 200);
        Cifar10.Probe(root).IsPresent.Should().BeTrue();
        new ImageFolder("kodak").Load(root, 32).Count.Should().Be(24);
        new ImageFolder("imagenet-sample").Load(root, 32, limit: 20).Labels.Should().OnlyHaveUniqueItems();
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<DataSetException> Loading(Func<ImageSet> load) =>
        load.Should().Throw<DataSetException>();

    private void WriteIdx(string name, byte[] content)
    {
        Directory.CreateDirectory(_root.At("mnist"));
        using var zipped = new GZipStream(File.Create(_root.At("mnist/" + name)), CompressionLevel.Fastest);
        zipped.Write(content);
    }

    /// <summary>Records with the given labels, whose pixels count up from 0.</summary>
    private void WriteCifar(string name, byte[] labels)
    {
        Directory.CreateDirectory(_root.At("cifar-10/cifar-10-batches-bin"));
        var records = labels.SelectMany(label => Enumerable.Range(0, 3072).Select(p => (byte)p).Prepend(label));
        File.WriteAllBytes(_root.At("cifar-10/cifar-10-batches-bin/" + name), [.. records]);
    }
}
