using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;
using static InverseRepro.Claims.Tests.Deciding.Claims;

namespace InverseRepro.Claims.Tests.Definition;

public class RuleHashTests
{
    private static readonly Rule.Monotone Monotone = new(MeasurementReference.Parse("a:y[*]"), Trending.Decreasing, 0.02, 0.1, null, "why");

    private static readonly Claim Base = With(new Rule.All([Greater(0.1), Monotone]), 6, Control(new Dictionary<string, string> { ["a"] = "b" })) with
    {
        Gates = [new Gate(MeasurementReference.Parse("t:accuracy"), Comparison.AtLeast, 0.8, "why", [])],
    };

    public static TheoryData<string, Claim> Changed => new()
    {
        { "margin", Base with { Rule = new Rule.All([Greater(0.1000000001), Monotone]) } },
        { "tolerance", Base with { Rule = new Rule.All([Greater(0.1), Monotone with { Tolerance = 0.021 }]) } },
        { "total", Base with { Rule = new Rule.All([Greater(0.1), Monotone with { Total = 0.11 }]) } },
        { "direction", Base with { Rule = new Rule.All([Greater(0.1), Monotone with { Direction = Trending.Increasing }]) } },
        { "any", Base with { Rule = new Rule.Any([Greater(0.1), Monotone]) } },
        { "operand", Base with { Rule = new Rule.All([Greater(0.1, than: "c:x"), Monotone]) } },
        { "gate", Base with { Gates = [Base.Gates[0] with { Bound = 0.79 }] } },
        { "comparison", Base with { Gates = [Base.Gates[0] with { Comparison = Comparison.Above }] } },
        { "no gate", Base with { Gates = [] } },
        { "control", Base with { Controls = [Control(new Dictionary<string, string> { ["a"] = "c" })] } },
        { "control seeds", Base with { Controls = [Base.Controls[0] with { Seeds = 5 }] } },
        { "control rotation", Base with { Controls = [Base.Controls[0] with { Rotate = Rotation.Seeds }] } },
        { "seeds", Base with { Scales = new Dictionary<Scale, ScalePlan> { [Scale.Micro] = new(7, 1) } } },
        { "unit", Base with { Unit = EvidenceUnit.Image } },
        { "estimand", Base with { Estimand = Base.Estimand with { Direction = Direction.Lower } } },
    };

    [Theory]
    [MemberData(nameof(Changed))]
    public void Changes_with_everything_that_decides(string what, Claim changed) =>
        RuleHash.Of(changed, Scale.Micro).Should().NotBe(RuleHash.Of(Base, Scale.Micro), what);

    [Fact]
    public void Ignores_words_other_scales_and_what_decides_nothing()
    {
        var reworded = Base with
        {
            Statement = "In other words.",
            Rule = new Rule.All([Greater(0.1, label: "main") with { Reason = "better said" }, Monotone]),
            Scales = new Dictionary<Scale, ScalePlan> { [Scale.Micro] = new(6, 2), [Scale.Real] = new(8, 9) },
            Beside = [new BesideMeasurement(MeasurementReference.Parse("beside:x"), [])],
            Reported = [MeasurementReference.Parse("a:z")],
        };
        RuleHash.Of(reworded, Scale.Micro).Should().Be(RuleHash.Of(Base, Scale.Micro)).And.MatchRegex("^[0-9a-f]{64}$");
    }

    [Fact]
    public void A_part_that_is_asked_elsewhere_leaves_no_trace()
    {
        var alone = Base with { Rule = Greater(0.1) };
        var elsewhere = Base with { Rule = new Rule.All([Greater(0.1), Monotone with { Scales = [Scale.Gpu] }]) };
        var nested = Base with { Rule = new Rule.Any([Greater(0.2), elsewhere.Rule]) };
        RuleHash.Of(elsewhere, Scale.Micro).Should().Be(RuleHash.Of(alone, Scale.Micro));
        RuleHash.Of(nested, Scale.Micro).Should().Be(RuleHash.Of(Base with { Rule = new Rule.Any([Greater(0.2), Greater(0.1)]) }, Scale.Micro));
    }

    [Fact]
    public void Text_lists_what_was_declared() => RuleHash.Text(Base, Scale.Micro).Split('\n').Should().Equal(
        "rule 1",
        "varies Seed, a:x better Higher",
        "all(a:x − b:x > 0.1; a:y[*] decreasing, each step back < 0.02, in all > 0.1)",
        "gate t:accuracy ≥ 0.8",
        "control all(b:x − b:x > 0.1; b:y[*] decreasing, each step back < 0.02, in all > 0.1) rotate None seeds all",
        "Micro seeds 6");
}
