using Xunit.Abstractions;
using Xunit.Sdk;

namespace InverseRepro.Claims.Reproduction;

/// <summary>Makes a claim's test one that can be skipped with a reason while it runs.</summary>
public sealed class ClaimDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        yield return new SkippableFactTestCase([typeof(Xunit.SkipException).FullName!], diagnostics, discoveryOptions.MethodDisplayOrDefault(),
            discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
    }
}
