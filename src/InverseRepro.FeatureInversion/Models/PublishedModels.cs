using InverseRepro.FeatureInversion.Models.Detr;
using InverseRepro.FeatureInversion.Models.Swin;
using InverseRepro.FeatureInversion.Models.Vit;

namespace InverseRepro.FeatureInversion.Models;

/// <summary>All networks whose published weights can be loaded; each architecture lists its own.</summary>
public static class PublishedModels
{
    private const int Near = 6;

    public static IReadOnlyList<PublishedModel> All { get; } =
    [
        .. VitModels.All,
        .. DetrModels.All,
        .. SwinModels.All,
    ];

    /// <summary>The model with this id.</summary>
    /// <exception cref="UnknownModelException">There is none; the message lists those whose ids begin most alike.</exception>
    public static PublishedModel Find(string id) => All.FirstOrDefault(model => model.Id == id) ?? throw new UnknownModelException(
        $"no published model is called '{id}'; near are " +
        string.Join(", ", All.Select(model => model.Id).OrderByDescending(known => CommonBeginning(known, id)).Take(Near)));

    private static int CommonBeginning(string a, string b) => a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();
}
