using InverseRepro.Engine;
using InverseRepro.Experiments;
using static TorchSharp.torch;

namespace InverseRepro.Benchmarks.SideBySide;

/// <summary>The middle convolution of the small convolutional encoder, forward and backward, for several members: in groups and one by one.</summary>
internal sealed class GroupedConvolutions : IDisposable
{
    private const int Batch = 64, Channels = 16, Side = 14;
    private readonly int _members;
    private readonly Tensor _images, _weights;

    public GroupedConvolutions(Seed seed, int members)
    {
        using var generator = seed.Generator();
        _members = members;
        _images = randn([Batch, members * Channels, Side, Side], generator: generator).requires_grad_();
        _weights = randn([members * Channels, Channels, 3, 3], generator: generator).requires_grad_();
    }

    public void Together() => ForwardBackward(_images, _weights, _members);

    public void OneByOne()
    {
        for (var k = 0; k < _members; k++)
        {
            using var scope = NewDisposeScope();
            ForwardBackward(_images.detach().narrow(1, k * Channels, Channels).contiguous().requires_grad_(),
                _weights.detach().narrow(0, k * Channels, Channels).requires_grad_(), 1);
        }
    }

    public void Dispose()
    {
        _images.Dispose();
        _weights.Dispose();
    }

    private static void ForwardBackward(Tensor images, Tensor weights, int groups)
    {
        using var scope = NewDisposeScope();
        nn.functional.conv2d(images, weights, padding: [1, 1], groups: groups).sum().backward();
    }
}
