using InverseRepro.DataFiles.Checking;

namespace InverseRepro.DataFiles.Catalogue;

/// <summary>Published weights. Where a whole SHA-256 is given, it begins with the digits that the authors put into the file name, if they do.</summary>
internal static class OfficialWeights
{
    public static IReadOnlyList<DataSet> All { get; } =
    [
        Detr("detr-r50", "DETR, ResNet-50, COCO", "detr-r50-e632da11.pth", 166_618_694, "e632da11ec76ae67bac2f8579fbed3724e08dead7d200ca13e019b197784eadc"),
        Detr("detr-r101", "DETR, ResNet-101, COCO", "detr-r101-2c7b67e5.pth", 242_846_568, "2c7b67e52d2e687cefa3c4a5e701a148664159c96725c62984600d2d9d5c4104"),
        Detr("detr-r50-dc5", "DETR, ResNet-50 DC5, COCO", "detr-r50-dc5-f0fb7ef5.pth", 166_618_694, "f0fb7ef52a6b0bbd87dce4a4b8569b509f03ad082f60f936dc5b7009940295d3"),
        Timm("vit-b16", "ViT-B/16, 224 px, ImageNet-1k", "vit_base_patch16_224.augreg2_in21k_ft_in1k", 346_284_714, "32aa17d6e17b43500f531d5f6dc9bc93e56ed8841b8a75682e1bb295d722405b"),
        Timm("deit3-b16", "DeiT-III-B/16, 224 px, ImageNet-1k", "deit3_base_patch16_224.fb_in1k"),
        Timm("swin-b", "Swin-B, 224 px, ImageNet-1k", "swin_base_patch4_window7_224.ms_in22k_ft_in1k"),
        TorchVision("alexnet", "AlexNet, backbone of LPIPS", "alexnet-owt-7be5be79.pth", 244_408_911, "7be5be791159472b1fbf3c69796f7cb30dca7ad8466c2df70058c37116cdee02"),
        TorchVision("vgg16", "VGG-16, backbone of LPIPS", "vgg16-397923af.pth", 553_433_881, "397923af8e79cdbb6a7127f12361acd7a2f83e06b05044ddf496e83de57a5bf0"),
        TorchVision("squeezenet", "SqueezeNet 1.1, backbone of LPIPS", "squeezenet1_1-b8a52dc0.pth", null, "b8a52dc049b60e4b6ab68ad0df457362afab8b6304b2febdc1650a5dab4d7e7b"),
        Weights("lpips", "LPIPS v0.1, linear weights", "weights/lpips/v0.1",
            Lpips("alex.pth", 6_009, "df73285e35b22355a2df87cdb6b70b343713b667eddbda73e1977e0c860835c0"),
            Lpips("vgg.pth", 7_289, "a78928a0af1e5f0fcb1f3b9e8f8c3a2a5a3de244d830ad5c1feddc79b8432868"),
            Lpips("squeeze.pth", 10_811, "4a5350f23600cb79923ce65bb07cbf57dca461329894153e05a1346bd531cf76")),
        Weights("vit-mnist", "A vision transformer for MNIST (sonjuhy/VLMStudy)", "weights/vit-mnist",
            Part("https://raw.githubusercontent.com/sonjuhy/VLMStudy/95cd8f4473b9e4028e150cb87477b227d799f9a8/vit_mnist_model.pth", "weights/vit-mnist/vit_mnist_model.pth",
                779_969, "3231e670a509478215847f8b84d3a1332128e6e905ab25c9d9aa9a6d4a7b6d29")),
        Weights("resnet20-cifar10", "ResNet-20 for CIFAR-10 (akamaster/pytorch_resnet_cifar10)", "weights/resnet20-cifar10",
            Part("https://raw.githubusercontent.com/akamaster/pytorch_resnet_cifar10/d5489e8995e81e91ce6b1d69dcc98ad579b0b153/pretrained_models/resnet20-12fca82f.th",
                "weights/resnet20-cifar10/resnet20-12fca82f.th", 1_099_231, "12fca82f0bebc4135bf1f32f6e3710e61d5108578464b84fd6d7f5c1b04036c8")),
    ];

    private static DataSet Detr(string name, string what, string file, long bytes, string sha256) =>
        Weights(name, what, "weights/detr", Part("https://dl.fbaipublicfiles.com/detr/" + file, "weights/detr/" + file, bytes, sha256));

    private static DataSet Timm(string name, string what, string model, long? bytes = null, string? sha256 = null) =>
        Weights(name, what, "weights/timm", Part($"https://huggingface.co/timm/{model}/resolve/main/model.safetensors", $"weights/timm/{model}.safetensors", bytes, sha256));

    private static DataSet TorchVision(string name, string what, string file, long? bytes, string sha256) =>
        Weights(name, what, "weights/torchvision", Part("https://download.pytorch.org/models/" + file, "weights/torchvision/" + file, bytes, sha256));

    private static DataPart Lpips(string file, long bytes, string sha256) => Part(
        "https://raw.githubusercontent.com/richzhang/PerceptualSimilarity/082bb24f84c091ea94de2867d34c4544f68e0963/lpips/weights/v0.1/" + file,
        "weights/lpips/v0.1/" + file, bytes, sha256);

    private static DataPart Part(string address, string path, long? bytes, string? sha256) =>
        new(new Uri(address), new DataFile(path, bytes, sha256 is null ? null : Checksum.Sha256(sha256)));

    private static DataSet Weights(string name, string what, string folder, params DataPart[] parts) =>
        new(name, what, folder, parts) { Read = root => Readers.Checkpoints(root, parts) };
}
