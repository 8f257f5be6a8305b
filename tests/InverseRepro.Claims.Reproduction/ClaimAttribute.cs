using Xunit.Sdk;

namespace InverseRepro.Claims.Reproduction;

/// <summary>
/// A test that reproduces one claim. Filters: <c>--filter Claim=tvm-modular-cheaper</c>, <c>--filter Paper=2412.06534</c>,
/// <c>--filter Category=Claims</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("InverseRepro.Claims.Reproduction.ClaimDiscoverer", "InverseRepro.Claims.Reproduction")]
[TraitDiscoverer("InverseRepro.Claims.Reproduction.ClaimTraits", "InverseRepro.Claims.Reproduction")]
public sealed class ClaimAttribute(string id) : FactAttribute, ITraitAttribute
{
    public string Id { get; } = id;
}
