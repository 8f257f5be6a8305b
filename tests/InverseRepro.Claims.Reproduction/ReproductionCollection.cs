namespace InverseRepro.Claims.Reproduction;

[CollectionDefinition(nameof(ReproductionCollection))]
public sealed class ReproductionCollection : ICollectionFixture<ReproductionFixture>;
