using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Mutating;

/// <summary>A claim with the values it was decided from, each leaf and gate with a copy of its own, to be mutated and decided again.</summary>
internal sealed class MutatedClaim
{
    private readonly Claim _claim;
    private readonly Scale _scale;
    private readonly IReadOnlyList<Seed> _seeds;

    private MutatedClaim(Claim claim, Scale scale, IReadOnlyList<Seed> seeds, IReadOnlyList<LeafValues> leaves, IReadOnlyList<LeafValues> gates)
    {
        (_claim, _scale, _seeds, Leaves, Gates) = (claim, scale, seeds, leaves, gates);
        Verdict = Decide(leaves, gates);
    }

    public Rule Rule => _claim.Rule;

    /// <summary>In the order of the rule.</summary>
    public IReadOnlyList<LeafValues> Leaves { get; }

    /// <summary>Gates as what they are: conditions that hold exactly.</summary>
    public IReadOnlyList<LeafValues> Gates { get; }

    /// <summary>Of the values as they are.</summary>
    public Verdict Verdict { get; }

    /// <summary>Null where something the rule reads is not measured.</summary>
    public static MutatedClaim? Read(Claim claim, Scale scale, IEvidence evidence, IReadOnlyList<Seed> seeds)
    {
        claim = claim.At(scale);
        var reader = new EvidenceReader(evidence, scale, seeds, claim.Estimand);
        var leaves = claim.Rule.Leaves().Select(l => LeafValues.Read(l, claim.Unit, reader)).ToList();
        var gates = claim.Gates.Select(g => LeafValues.Read(
            new Rule.Deterministic(g.Measurement, g.Comparison, g.Bound, g.Measurement.ToString(), g.Reason), claim.Unit, reader)).ToList();
        return leaves.Concat(gates).Any(l => l is null) ? null : new(claim, scale, seeds, [.. leaves.Select(l => l!)], [.. gates.Select(g => g!)]);
    }

    /// <summary>What the rule says of these values. Controls are left out: they are read from other data.</summary>
    public Verdict Decide(IReadOnlyList<LeafValues> leaves, IReadOnlyList<LeafValues> gates)
    {
        var number = 0;
        var rule = Renamed(_claim.Rule);
        var mutated = _claim with
        {
            Rule = rule,
            Controls = [],
            Gates = [.. gates.Select((g, i) => Gate(g, leaves.Count + i))],
        };
        return Decider.Decide(mutated, _scale, new Table([.. leaves, .. gates], _claim.Unit, _scale, _seeds), _seeds, fragility: false);

        Rule Renamed(Rule part) => part switch
        {
            Rule.All all => new Rule.All([.. all.Parts.Select(Renamed)]),
            Rule.Any any => new Rule.Any([.. any.Parts.Select(Renamed)]),
            _ => leaves[number].Reading(number++, _claim.Unit),
        };
    }

    private Gate Gate(LeafValues values, int number)
    {
        var leaf = (Rule.Deterministic)values.Reading(number, _claim.Unit);
        return new Gate(leaf.Of, leaf.Comparison, leaf.Bound, leaf.Reason, []);
    }

    private sealed class Table : IEvidence
    {
        private readonly Dictionary<CellId, Dictionary<(string Name, int? Index), double>> _cells;

        public Table(IReadOnlyList<LeafValues> tables, EvidenceUnit unit, Scale scale, IReadOnlyList<Seed> seeds)
        {
            _cells = seeds.ToDictionary(s => LeafValues.Cell(scale, s), _ => new Dictionary<(string, int?), double>());
            foreach (var (table, number) in tables.Select((t, i) => (t, i)))
                foreach (var (seed, key, value) in table.Measurements(number, unit))
                    _cells[LeafValues.Cell(scale, seeds[seed])][key] = value;
        }

        public IReadOnlyDictionary<(string Name, int? Index), double>? Of(CellId cell) => _cells.GetValueOrDefault(cell);
    }
}
