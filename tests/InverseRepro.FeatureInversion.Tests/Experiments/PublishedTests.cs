using System.Text.Json;
using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Experiments.Published;
using InverseRepro.FeatureInversion.Models.Detr;
using InverseRepro.FeatureInversion.Models.Swin;
using InverseRepro.FeatureInversion.Models.Vit;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.FeatureInversion.Tests.Experiments;

/// <summary>The way from files of weights and pictures to measurements, at a size that takes seconds: stand-ins lie where the published ones would.</summary>
public sealed class PublishedTests : IDisposable
{
    private static readonly InversionTrainingSettings Training = new(Epochs: 1, BatchSize: 16, LearningRate: 1e-3);

    private readonly string _root = Directory.CreateTempSubdirectory("data").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_vision_transformer_is_inverted_from_its_file_and_measured_picture_by_picture()
    {
        var settings = Settings("vit", PictureCollection.ImageNet1k, new VitArchitecture(
            new VisionTransformerSettings(ImageSize: 16, PatchSize: 4, EmbedDim: 24, Depth: 2, NumHeads: 2, NumClasses: 4),
            BackboneChannels: [8, 3], BackboneStrides: [2, 2], GroupDepth: 2, InverseDepth: 2), 16, 16, cropFraction: 0.9) with
        {
            Training = Training with { LearningRates = [1e-3, 1e-4] },
            Judge = new PublishedJudgeSettings(new PublishedWeights("judge", "weights/judge.safetensors"), new SwinArchitecture(
                new SwinTransformerSettings(16, PatchSize: 2, EmbedDim: 8, Depths: [1], NumHeads: [2], Windows: [4], NumClasses: 4),
                BackboneChannels: [3], BackboneStrides: [2]), [0.5f, 0.5f, 0.5f], [0.5f, 0.5f, 0.5f]),
        };
        Provide(settings, "imagenet-1k/train/n01", "imagenet-1k/train/n02", "imagenet-1k/val/n01");
        Measured(settings, stages: 2, layers: 3);
    }

    [Fact]
    public void A_swin_transformer_is_inverted_from_its_file()
    {
        var settings = Settings("swin", PictureCollection.ImageNetSample, new SwinArchitecture(
            new SwinTransformerSettings(16, PatchSize: 2, EmbedDim: 8, Depths: [2, 2], NumHeads: [2, 2], Windows: [4, 4], NumClasses: 4),
            BackboneChannels: [8, 3], BackboneStrides: [2, 1]), 16, 16, cropFraction: 0.9);
        Provide(settings, "imagenet-sample/n01", "imagenet-sample/n02", "imagenet-sample/n03");
        Measured(settings, stages: 3, layers: 5);
    }

    [Fact]
    public void A_detector_with_its_convolutional_backbone_is_inverted_from_its_file_on_pictures_that_are_not_square()
    {
        var settings = Settings("detr", PictureCollection.Coco2017, new DetrArchitecture(
            new DetrSettings(new ResNetSettings([1, 1, 1, 1], Bottlenecks: false), NumClasses: 4, NumQueries: 4, HiddenDim: 16, NumHeads: 2, EncoderLayers: 2, DecoderLayers: 2,
                DimFeedforward: 32), ImageSize: 64, BackboneChannels: [16, 16, 8, 8, 8, 8], DetectorWidth: 16)
        { ImageWidth = 96, KeptChannels = [16] },
            64, 96, cropFraction: null);
        Provide(settings, "coco-2017/train2017", "coco-2017/train2017/more", "coco-2017/val2017");
        Measured(settings, stages: 4, layers: 5);
    }

    [Fact]
    public void Splits_are_disjoint_and_too_few_pictures_are_refused()
    {
        var settings = Settings("vit", PictureCollection.ImageNetSample, null!, 16, 16, cropFraction: 0.9);
        Provide(null, "imagenet-sample/n01", "imagenet-sample/n02", "imagenet-sample/n03");
        using var cell = new TestCell("splits", dataRoot: _root);
        var splits = PhotographSplits.Load(settings.Pictures, cell, TorchSharp.torch.CPU);
        (splits.Train.Count, splits.Select.Count, splits.Report.Count).Should().Be((16, 16, 16));
        new[] { splits.Train, splits.Select, splits.Report }.SelectMany(s => Enumerable.Range(0, s.Count).Select(i => Convert.ToHexString(
            System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(s.Pictures(i, 1).Values.AsSpan()))))).Should().OnlyHaveUniqueItems();
        FluentActions.Invoking(() => PhotographSplits.Load(settings.Pictures with { Train = 17 }, cell, TorchSharp.torch.CPU))
            .Should().Throw<DataSetException>().WithMessage("*17 + 16 and 16 are needed*");
    }

    [Fact]
    public void What_is_missing_is_named_as_the_catalogue_of_data_names_it()
    {
        var paper = FeatureInversionCatalog.Experiments.Single(e => e.Name == InvertPublished.Name);
        string[] Missing(string variant) => [.. paper.Requirements(Scale.Paper, variant).OfType<Requirement.Data>().Where(d => !d.Probe(_root).IsPresent).Select(d => d.Name)];
        Missing("vit-b16").Should().Equal("imagenet-1k", "vit-b16", "swin-b");
        Missing("deit3-b16").Should().Equal("imagenet-1k", "deit3-b16", "swin-b");
        Missing("swin-b").Should().Equal("imagenet-1k", "swin-b", "deit3-b16");
        Missing("detr-r50").Should().Equal("coco-2017", "detr-r50");
        paper.Requirements(Scale.Paper, "vit-b16").OfType<Requirement.Data>().Select(d => d.Probe(_root).Problem).Should().OnlyContain(p => p!.Contains(_root));
    }

    [Theory]
    [InlineData("detr-r50", 3.83, 44.9)] // gigabytes of multiply-accumulates of the inverse backbone for a picture
    [InlineData("swin-b", 2.18, 0.1)]
    [InlineData("vit-b16", 1.01, 0.2)]
    public void The_published_inverse_modules_cost_what_the_reference_code_does(string variant, double endToEndOverModular, double backboneGigaMacs)
    {
        var macs = PublishedSettings.Inversion(Scale.Paper, variant).Architecture.InverseMacs();
        (macs.Select((_, k) => macs.Take(k + 1).Sum()).Sum() / macs.Sum()).Should().BeApproximately(endToEndOverModular, 0.01);
        (macs[0] / 1e9).Should().BeApproximately(backboneGigaMacs, 0.15);
    }

    [Fact]
    public void Every_cell_has_settings_that_can_be_written_and_declares_what_it_is_expected_to_take()
    {
        foreach (var experiment in FeatureInversionCatalog.Experiments)
            foreach (var (scale, variant) in experiment.Variants)
            {
                experiment.SettingsJson(scale, variant).Should().StartWith("{");
                var cost = experiment.Expected(scale, variant);
                cost.Should().NotBeNull("{0}@{1} at {2}", experiment.Name, variant, scale);
                cost!.Seconds.Should().BePositive().And.BeLessThan(1e8);
            }
    }

    private static PublishedInversionSettings Settings(string name, PictureCollection collection, Architecture architecture, int height, int width, double? cropFraction) => new(
        new PhotographSettings(collection, height, width, cropFraction, Train: 16, Select: 16, Report: 16, [0.4f, 0.5f, 0.6f], [0.2f, 0.3f, 0.25f]),
        new PublishedWeights(name, $"weights/{name}.safetensors"), architecture, Training);

    /// <summary>Sixteen pictures in each folder, and weights of a network that was never trained.</summary>
    private void Provide(PublishedInversionSettings? settings, params string[] folders)
    {
        foreach (var (folder, part) in folders.Select((f, i) => (f, i)))
        {
            Directory.CreateDirectory(Path.Combine(_root, folder));
            var scenes = ShapeScenes.Images(new SceneSettings(32, 4, MinObjects: 1, MaxObjects: 2), new Seed((ulong)part + 1), 16).Images;
            for (var i = 0; i < scenes.Count; i++)
                ImageFile.WritePng(scenes.ToPicture(i).Resize(24 + i, 30), Path.Combine(_root, folder, $"{i:00}.png"));
        }
        if (settings is null)
            return;
        Directory.CreateDirectory(Path.Combine(_root, "weights"));
        using var network = settings.Architecture.Build(new Seed(9));
        StateDictionary.Save(network, settings.Weights.Under(_root));
        if (settings.Judge is { } judge)
        {
            using var judging = judge.Architecture.Build(new Seed(10));
            StateDictionary.Save(judging, judge.Weights.Under(_root));
        }
        if (settings.Pictures.Collection == PictureCollection.Coco2017)
            Annotate(Path.Combine(_root, "coco-2017"));
    }

    /// <summary>One object in each picture that is reported on.</summary>
    private static void Annotate(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "annotations"));
        var numbers = Enumerable.Range(0, 16).ToArray();
        File.WriteAllText(Path.Combine(folder, "annotations", "instances_val2017.json"), JsonSerializer.Serialize(new
        {
            categories = new[] { new { id = 1, name = "thing" } },
            images = numbers.Select(i => new { id = i, file_name = $"{i:00}.png", width = 24 + i, height = 30 }),
            annotations = numbers.Select(i => new
            {
                id = i,
                image_id = i,
                category_id = 1,
                area = 100,
                iscrowd = 0,
                bbox = new[] { 2, 3, 10, 10 },
                segmentation = new[] { new[] { 2, 3, 12, 3, 12, 13, 2, 13 } },
            }),
        }));
    }

    private void Measured(PublishedInversionSettings settings, int stages, int layers)
    {
        settings.Requirements().OfType<Requirement.Data>().Should().OnlyContain(d => d.Probe(_root).IsPresent);
        using var modular = Cell(InvertPublished.Name, c => InvertPublished.Run(settings, c));
        using var endToEnd = Cell(InvertPublishedEndToEnd.Name, c => InvertPublishedEndToEnd.Run(settings, c));
        using var probed = Cell(ProbePublished.Name, c => ProbePublished.Run(new PublishedProbeSettings(settings, CellId.DefaultVariant), c), modular);
        using var compared = Cell(ComparePublishedLayers.Name, c => ComparePublishedLayers.Run(new PublishedSimilaritySettings(settings, Trained: true, GroupSize: 8), c));
        using var untrained = Cell(ComparePublishedLayers.Name, c => ComparePublishedLayers.Run(new PublishedSimilaritySettings(settings, Trained: false, GroupSize: 8), c));
        compared.Measured[("cka_gap", 1)].Should().BeInRange(-1, 1).And.NotBe(untrained.Measured[("cka_gap", 1)]);
        compared.Measured.Keys.Should().NotContain(("cka_gap", 2)).And.Contain(("cka", layers * layers - 1));
        modular.Measured[("task_score", null)].Should().BeInRange(0, 1);
        modular.Measured.ContainsKey(("rcorr_gap", 15)).Should().Be(stages > 2);
        modular.Measured.ContainsKey(("stage1.class_probability", 15)).Should().Be(settings.Judge is not null);
        for (var picture = 0; picture < 16; picture++)
        {
            probed.Measured.Should().ContainKey(("transmission_slope", picture));
            // One module alone is one chain of one module, in both schemes.
            modular.Measured[("stage1.mse01", picture)].Should().Be(endToEnd.Measured[("stage1.mse01", picture)]).And.BeInRange(0, 1);
            modular.Measured[($"stage{stages}.ssim", picture)].Should().BeInRange(-1, 1);
            probed.Measured[($"stage{stages}.drift", picture)].Should().BePositive();
            // The embedding straight through the inverse backbone is stage 1 itself.
            probed.Measured[("layer0.direct.mse01", picture)].Should().BeApproximately(modular.Measured[("stage1.mse01", picture)], 1e-6);
            if (settings.Judge is not null)
                modular.Measured[($"stage{stages}.class_probability", picture)].Should().BeInRange(0, 1);
            probed.Measured.Should().ContainKey(($"permuted.layer{layers - 1}.through.mse01", picture));
        }
        modular.Measured.Keys.Should().Contain(("identification_p", stages)).And.NotContain(("identification_p", stages + 1));
        File.Exists(modular.NewArtefact(InvertPublished.Grid)).Should().BeTrue();
        File.Exists(probed.NewArtefact(ProbePublished.Strips)).Should().BeTrue();
        File.Exists(compared.NewArtefact(ComparePublishedLayers.Map)).Should().BeTrue();
    }

    private TestCell Cell(string name, Action<ICell> run, params TestCell[] required)
    {
        var cell = new TestCell(name, required: required, dataRoot: _root);
        run(cell);
        return cell;
    }
}
