using System.Security.Cryptography;
using InverseRepro.DataFiles.Checking;
using InverseRepro.Vision.DataSets;

namespace InverseRepro.DataFiles.Catalogue;

/// <summary>Data sets of images, at the addresses of their authors; where a page is gone, at the one that PyTorch uses.</summary>
internal static class OfficialDataSets
{
    public static IReadOnlyList<DataSet> All { get; } =
    [
        Mnist, FashionMnist, Cifar, Omniglot, Coco,
        new("imagenet-1k", "ImageNet-1k, 1,281,167 + 50,000 photographs of 1,000 classes", "imagenet-1k", [])
        {
            ByHand = "ask for access at https://image-net.org/download-images (an account is needed), unpack the training and validation images of ILSVRC 2012 "
                + "into imagenet-1k/train/<wnid>/ and imagenet-1k/val/<wnid>/ under the data root",
            Read = Readers.ImageNet,
        },
        KodakSuite.Set,
    ];

    private static DataSet Mnist => new("mnist", "MNIST, 60,000 + 10,000 digits", "mnist",
    [
        Idx("mnist", "train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        Idx("mnist", "train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        Idx("mnist", "t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        Idx("mnist", "t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    ])
    {
        Read = root => Readers.Both(split => IdxDataSet.Mnist.Load(root, split)),
    };

    private static DataSet FashionMnist => new("fashion-mnist", "Fashion-MNIST, 60,000 + 10,000 pieces of clothing", "fashion-mnist",
    [
        Idx("fashion-mnist", "train-images-idx3-ubyte.gz", 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
        Idx("fashion-mnist", "train-labels-idx1-ubyte.gz", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        Idx("fashion-mnist", "t10k-images-idx3-ubyte.gz", 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
        Idx("fashion-mnist", "t10k-labels-idx1-ubyte.gz", 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
    ])
    {
        Read = root => Readers.Both(split => IdxDataSet.FashionMnist.Load(root, split)),
    };

    private static DataSet Cifar => new("cifar-10", "CIFAR-10, 50,000 + 10,000 photographs of 10 classes", "cifar-10",
    [
        new DataPart(new Uri("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
            new DataFile("cifar-10/cifar-10-binary.tar.gz", 170_052_171, Checksum.Sha256("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")),
            new Unpacked(ArchiveFormat.TarGz, CifarFolder,
            [
                Batch("data_batch_1.bin", "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
                Batch("data_batch_2.bin", "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"),
                Batch("data_batch_3.bin", "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"),
                Batch("data_batch_4.bin", "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"),
                Batch("data_batch_5.bin", "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"),
                Batch("test_batch.bin", "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"),
            ], MaxBytes: 400_000_000, MaxFiles: 100)),
    ])
    {
        Read = root => Readers.Both(split => Cifar10.Load(root, split)),
    };

    private static DataSet Omniglot => new("omniglot", "Omniglot, 19,280 + 13,180 drawings of 1,623 characters", "omniglot",
    [
        OmniglotPart("images_background.zip", "68d2efa1b9178cc56df9314c21c6e718"),
        OmniglotPart("images_evaluation.zip", "6b91aef0f799c5bb55b94e3f2daec811"),
    ])
    {
        Read = Readers.Omniglot,
    };

    private static DataSet Coco => new("coco-2017", "COCO 2017, 118,287 + 5,000 photographs with boxes", "coco-2017",
    [
        CocoPart("annotations/annotations_trainval2017.zip", 252_907_541, "113a836d90195ee1f884e704da6304dfaaecff1f023f49b6ca93c4aaae470268", "annotations", 2_000_000_000,
            new DataFile("coco-2017/annotations/instances_train2017.json"),
            new DataFile("coco-2017/annotations/instances_val2017.json", null, Checksum.Sha256("e8c7f7908f1d7278341fae127d0da654f102f11bd7b21d8aeefa635b8c810b6f"))),
        CocoPart("zips/val2017.zip", 815_585_330, "4f7e2ccb2866ec5041993c9cf2a952bbed69647b115d0f74da7ce8f4bef82f05", "val2017", 2_000_000_000),
        CocoPart("zips/train2017.zip", 19_336_861_798, "69a8bb58ea5f8f99d24875f21416de2e9ded3178e903f1f7603e283b9e06d929", "train2017", 40_000_000_000),
    ])
    {
        Read = Readers.Coco,
    };

    private const string CifarFolder = "cifar-10/cifar-10-batches-bin";

    private static DataPart Idx(string set, string name, long bytes, string sha256) => new(new Uri(set == "mnist"
        ? "https://ossci-datasets.s3.amazonaws.com/mnist/" + name
        : "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/b2617bb6d3ffa2e429640350f613e3291e10b141/data/fashion/" + name),
        new DataFile($"{set}/{name}", bytes, Checksum.Sha256(sha256)));

    private static DataFile Batch(string name, string sha256) => new($"{CifarFolder}/{name}", 30_730_000, Checksum.Sha256(sha256));

    private static DataPart OmniglotPart(string name, string md5) => new(
        new Uri("https://raw.githubusercontent.com/brendenlake/omniglot/057f034baf2ecb8530bc5710e5a23584d2a519cc/python/" + name),
        new DataFile("omniglot/" + name, null, new Checksum(HashAlgorithmName.MD5, md5)));

    // The bucket's own name has no certificate for https; the checksums hold.
    private static DataPart CocoPart(string address, long bytes, string sha256, string folder, long maxBytes, params DataFile[] files) => new(
        new Uri("http://images.cocodataset.org/" + address),
        new DataFile("coco-2017/" + address[(address.IndexOf('/') + 1)..], bytes, Checksum.Sha256(sha256)),
        new Unpacked(ArchiveFormat.Zip, "coco-2017/" + folder, files, maxBytes, MaxFiles: 200_000));
}
