using InverseRepro.Engine;
using InverseRepro.Experiments;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Quantization;

/// <summary>K codes of width D, how many vectors each stands for, and how they change (state-dict keys of lucidrains' EuclideanCodebook).</summary>
public sealed class Codebook : nn.Module
{
    private readonly Tensor initted; // 1: whether codes are usable, 1 or 0
    private readonly Tensor cluster_size; // 1×K: moving average of counts
    private readonly Tensor embed_avg; // 1×K×D: moving average of sums
    private readonly Tensor embed; // 1×K×D

    private readonly CodebookSettings _settings;
    private readonly RowDraw _firstMeans, _replacements;

    internal Codebook(int codes, CodebookSettings settings, Seed seed, RowDraw? draw = null) : base(nameof(Codebook))
    {
        _settings = settings;
        _firstMeans = draw ?? RowDraws.Random(seed.Derive("k-means"));
        _replacements = draw ?? RowDraws.Random(seed.Derive("reset"));
        var initial = settings.Initialisation == CodebookInitialisation.KMeans ? zeros([1, codes, settings.CodeDim]) : Drawn(codes, settings.CodeDim, seed);
        initted = (settings.Initialisation == CodebookInitialisation.KMeans ? zeros([1]) : ones([1])).DetachFromDisposeScope();
        cluster_size = ones([1, codes]).DetachFromDisposeScope();
        embed_avg = initial.clone().DetachFromDisposeScope();
        embed = (settings.Learning == CodebookLearning.Gradient ? new Parameter(initial) : initial).DetachFromDisposeScope();
        RegisterComponents();
    }

    public int Count => (int)embed.shape[1];

    /// <summary>K×D.</summary>
    public Tensor Codes => embed.squeeze(0);

    /// <summary>K: moving average of the number of vectors in a batch that each code stands for.</summary>
    public Tensor Counts => cluster_size.squeeze(0);

    /// <summary>The nearest code of each vector: N×D → N. In training, an initialisation by k-means takes place on the first batch.</summary>
    /// <exception cref="InvalidOperationException">There are no codes yet: k-means has seen no training batch.</exception>
    public Tensor Assign(Tensor rows)
    {
        if (_settings.Initialisation == CodebookInitialisation.KMeans && initted.item<float>() == 0)
        {
            if (!training)
                throw new InvalidOperationException(
                    "the codebook has no codes yet: k-means takes them from the first training batch, so run one before evaluating");
            InitialiseFrom(rows);
        }
        using var codes = embed.detach().squeeze(0);
        return NearestCode.Of(rows, codes);
    }

    /// <summary>The codes at indices: N → N×D, with a gradient to the codes where they learn by it.</summary>
    public Tensor Lookup(Tensor indices)
    {
        using var codes = Codes;
        return codes.index_select(0, indices);
    }

    /// <summary>Codes and counts by k-means over vectors of real data, or of what a control takes in their place: N×D.</summary>
    public void InitialiseFrom(Tensor rows)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var (means, counts) = KMeans.Lloyd(rows, Rows(rows, _firstMeans, Count), _settings.KMeansIterations);
        embed.copy_(means.unsqueeze(0));
        embed_avg.copy_((means * counts.unsqueeze(1)).unsqueeze(0));
        cluster_size.copy_(counts.unsqueeze(0));
        initted.fill_(1);
    }

    /// <summary>One training step: moving averages follow the batch, then dead codes are replaced. N×D, N.</summary>
    public void Update(Tensor rows, Tensor indices)
    {
        if (_settings.Learning != CodebookLearning.MovingAverage)
            return;
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var (counts, sums) = NearestCode.Totals(rows, indices, Count);
        var step = tensor((float)(1 - _settings.Decay)).Upload(embed.device);
        cluster_size.lerp_(counts.unsqueeze(0), step);
        embed_avg.lerp_(sums.unsqueeze(0), step);
        embed.copy_(embed_avg / SmoothedCounts().unsqueeze(2));
        if (_settings.Reset is { } reset)
            ReplaceDeadCodes(rows, reset.CountFor(rows.shape[0], Count));
    }

    /// <summary>Laplace smoothing that keeps the total, so that no code is divided by zero: 1×K.</summary>
    private Tensor SmoothedCounts()
    {
        var total = cluster_size.sum(1L, keepdim: true);
        return (cluster_size + _settings.Smoothing) / (total + Count * _settings.Smoothing) * total;
    }

    private void ReplaceDeadCodes(Tensor rows, double threshold)
    {
        var dead = (cluster_size < threshold).squeeze(0).nonzero().flatten(); // M
        if (dead.shape[0] == 0)
            return;
        var replacements = Rows(rows, _replacements, (int)dead.shape[0]).unsqueeze(0); // 1×M×D
        embed.index_copy_(1, dead, replacements);
        embed_avg.index_copy_(1, dead, replacements * threshold);
        cluster_size.index_fill_(1, dead, threshold);
    }

    private static Tensor Rows(Tensor rows, RowDraw draw, int count) =>
        rows.index_select(0, tensor(draw((int)rows.shape[0], count)).Upload(rows.device));

    private static Tensor Drawn(int codes, int dim, Seed seed)
    {
        var (bound, stream) = (Math.Sqrt(6.0 / ((double)codes * dim)), seed.Derive("codes").Stream());
        var values = new float[codes * dim];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)stream.NextDouble(-bound, bound);
        return tensor(values, [1, codes, dim]);
    }
}
