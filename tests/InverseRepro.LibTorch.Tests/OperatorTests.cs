using System.Reflection;
using InverseRepro.LibTorch.Interop;

namespace InverseRepro.LibTorch.Tests;

public class OperatorTests
{
    [Fact]
    public void Every_operator_that_is_named_exists()
    {
        var operators = typeof(Operator).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(field => field.FieldType == typeof(Operator)).Select(field => (Operator)field.GetValue(null)!).ToArray();
        operators.Length.Should().BeGreaterThan(400);
        foreach (var op in operators)
            op.Schema.Should().Contain("->");
    }
}
