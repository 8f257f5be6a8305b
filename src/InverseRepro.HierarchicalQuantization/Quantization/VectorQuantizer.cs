using InverseRepro.Experiments;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Quantization;

/// <summary>
/// Replaces every vector by the nearest code (van den Oord et al. 2017), as wiskott-lab/single-vs-hier-recon's vendored
/// VectorQuantize does with Euclidean distances.
/// </summary>
public sealed class VectorQuantizer : nn.Module
{
    private readonly Linear? project_in;
    private readonly Linear? project_out;
    private readonly Codebook _codebook;

    private readonly CodebookSettings _settings;

    /// <param name="dim">Width of the vectors; where it is not that of the codes, they are projected.</param>
    /// <param name="seed">Of the first codes and of every vector drawn later; projections start as PyTorch leaves them.</param>
    public VectorQuantizer(int dim, int codes, CodebookSettings settings, Seed seed) : this(dim, codes, settings, seed, null)
    {
    }

    internal VectorQuantizer(int dim, int codes, CodebookSettings settings, Seed seed, RowDraw? draw) : base(nameof(VectorQuantizer))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dim);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(codes);
        _settings = settings;
        if (settings.CodeDim != dim)
        {
            project_in = nn.Linear(dim, settings.CodeDim);
            project_out = nn.Linear(settings.CodeDim, dim);
        }
        _codebook = new Codebook(codes, settings, seed, draw);
        RegisterComponents();
    }

    public Codebook Codebook => _codebook;

    /// <summary>Quantises N×L×D; in training mode the codebook then follows the batch.</summary>
    /// <exception cref="InvalidOperationException">As <see cref="Codebook.Assign"/>.</exception>
    public Quantized Quantize(Tensor x) // N×L×D
    {
        using var scope = NewDisposeScope();
        var projected = project_in is null ? x : project_in.forward(x); // N×L×d
        var rows = projected.reshape(-1, _settings.CodeDim); // NL×d
        var constant = rows.detach();
        var indices = _codebook.Assign(constant); // NL
        var codes = _codebook.Lookup(indices); // NL×d: before the update
        var loss = training ? Loss(rows, codes) : zeros([1], device: x.device);
        if (training)
            _codebook.Update(constant, indices);
        var output = (training && x.requires_grad ? Carry(rows, codes) : codes).reshape(projected.shape);
        if (project_out is not null)
            output = project_out.forward(output); // N×L×D
        indices = indices.reshape(x.shape[0], x.shape[1]); // N×L
        return new Quantized(output.MoveToOuterDisposeScope(), indices.MoveToOuterDisposeScope(), loss.MoveToOuterDisposeScope(),
            RelativeError(constant, codes.detach()).MoveToOuterDisposeScope());
    }

    /// <summary>Quantises every position of N×D×H×W; indices are N×HW, row by row.</summary>
    /// <exception cref="InvalidOperationException">As <see cref="Codebook.Assign"/>.</exception>
    public Quantized QuantizeMap(Tensor map)
    {
        using var scope = NewDisposeScope();
        var (n, d, h, w) = (map.shape[0], map.shape[1], map.shape[2], map.shape[3]);
        var quantized = Quantize(map.permute(0, 2, 3, 1).reshape(n, h * w, d)); // N×HW×D
        return new Quantized(quantized.Output.reshape(n, h, w, d).permute(0, 3, 1, 2).MoveToOuterDisposeScope(),
            quantized.Indices.MoveToOuterDisposeScope(), quantized.Loss.MoveToOuterDisposeScope(), quantized.RelativeError.MoveToOuterDisposeScope());
    }

    private Tensor Loss(Tensor rows, Tensor codes) =>
        nn.functional.mse_loss(_settings.Learning == CodebookLearning.Gradient ? codes : codes.detach(), rows).reshape(1);

    private static Tensor RelativeError(Tensor rows, Tensor codes) => (rows - codes).square().sum() / rows.square().sum();

    private Tensor Carry(Tensor rows, Tensor codes) => _settings.Gradient == GradientEstimator.RotationTrick
        ? RotationTrick.Carry(rows, codes)
        : rows + (codes - rows).detach();
}
