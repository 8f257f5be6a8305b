using InverseRepro.Claims.Definition;
using static InverseRepro.Claims.Tests.Deciding.Claims;

namespace InverseRepro.Claims.Tests.Definition;

public class NegativeControlTests
{
    [Fact]
    public void Swaps_both_arms_at_once() => Text(new() { ["a"] = "b", ["b"] = "a" }).Should().Be("b:x[2] − a:x > 0");

    [Fact]
    public void A_measurement_goes_before_its_arm() =>
        Text(new() { ["a"] = "c", ["a:x"] = "a:shuffled.x" }).Should().Be("a:shuffled.x[2] − b:x > 0");

    [Fact]
    public void An_arm_is_matched_whole() => Text(new() { ["a@v"] = "c" }).Should().Be("a:x[2] − b:x > 0");

    [Fact]
    public void Keeps_leaves_by_label_and_those_that_each_made_of_it()
    {
        var rule = new Rule.All([Greater(1, label: "error stage 2"), Greater(2, label: "error stage 3"), Greater(3, label: "error, other"), Greater(4)]);
        RuleText.Of(rule.For(Control(keep: ["error"]))!).Should().Be("all(a:x − b:x > 1; a:x − b:x > 2)");
        rule.For(Control(keep: ["none"])).Should().BeNull();
    }

    private static string Text(Dictionary<string, string> replace) => RuleText.Of(Greater(0, of: "a:x[2]").For(Control(replace))!);
}
