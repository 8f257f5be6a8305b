using Xunit.Abstractions;
using Xunit.Sdk;

namespace InverseRepro.Claims.Reproduction;

/// <summary>Gives a claim's test its traits.</summary>
public sealed class ClaimTraits : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute)
    {
        yield return new("Claim", (string)traitAttribute.GetConstructorArguments().Single());
        yield return new("Category", "Claims");
    }
}
