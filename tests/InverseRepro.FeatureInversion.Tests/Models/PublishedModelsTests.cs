using InverseRepro.FeatureInversion.Models;

namespace InverseRepro.FeatureInversion.Tests.Models;

public class PublishedModelsTests
{
    private const long Largest = 50_000_000; // what a small test may build

    [Fact]
    public void Ids_are_unique() => PublishedModels.All.Select(model => model.Id).Should().OnlyHaveUniqueItems();

    public static IEnumerable<object[]> Small => PublishedModels.All.Where(model => model.Parameters < Largest).Select(model => new object[] { model.Id });

    [Theory]
    [MemberData(nameof(Small))]
    public void Networks_have_as_many_parameters_as_published(string id)
    {
        var model = PublishedModels.Find(id);
        using var network = model.Build();
        network.parameters().Sum(parameter => parameter.numel()).Should().Be(model.Parameters);
    }

    [Fact]
    public void An_unknown_id_is_answered_by_those_nearest()
    {
        var find = () => PublishedModels.Find("deit3_base_patch16");
        find.Should().Throw<UnknownModelException>()
            .WithMessage("no published model is called 'deit3_base_patch16'; near are deit3_base_patch16_224, deit3_base_patch16_384, *");
    }

    [Theory]
    [InlineData("vit_base_patch16_224", "shorter side to 248, centre 224 x 224 (bicubic), mean 0.5 0.5 0.5, std 0.5 0.5 0.5")]
    [InlineData("deit3_base_patch16_384", "shorter side to 384, centre 384 x 384 (bicubic), mean 0.485 0.456 0.406, std 0.229 0.224 0.225")]
    [InlineData("detr_resnet50", "shorter side to 800, longer at most 1333 (bilinear), mean 0.485 0.456 0.406, std 0.229 0.224 0.225")]
    [InlineData("swin_tiny_patch4_window7_224", "shorter side to 248, centre 224 x 224 (bicubic), mean 0.485 0.456 0.406, std 0.229 0.224 0.225")]
    public void Every_model_says_its_preprocessing(string id, string words) => PublishedModels.Find(id).Preprocessing.ToString().Should().Be(words);
}
