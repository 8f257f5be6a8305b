namespace InverseRepro.FeatureInversion.Tests.Experiments;

/// <summary>Tests whose dropout draws from libtorch's one generator of the process: no other test may draw meanwhile.</summary>
[CollectionDefinition(nameof(GlobalGenerator), DisableParallelization = true)]
public sealed class GlobalGenerator;
