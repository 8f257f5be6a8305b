using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Models.Vit;
using InverseRepro.FeatureInversion.Training;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Training;

public class RepresentationsTests
{
    private const int Pictures = 10, BatchSize = 4;

    private static readonly VitArchitecture Vit = new(new VisionTransformerSettings(ImageSize: 8, PatchSize: 4, EmbedDim: 12, Depth: 2, NumHeads: 2, NumClasses: 3),
        BackboneChannels: [4, 3], BackboneStrides: [2, 2], GroupDepth: 1, InverseDepth: 1);

    // Three stages of five tokens.
    private const long Bytes = sizeof(float) * Pictures * 3 * 5 * 12;

    [Fact]
    public void Spilled_representations_have_the_bits_of_those_in_memory()
    {
        using var scope = NewDisposeScope();
        using var target = Vit.Build(new Seed(3));
        using var memory = Stages(target, memoryBound: Bytes, diskBound: 0);
        using var spilled = Stages(target, memoryBound: Bytes - 1, diskBound: Bytes);
        memory.Should().BeOfType<StagedImages>();
        spilled.Should().BeOfType<SpilledStages>();
        using var indices = tensor([7L, 0L, 9L, 7L]);
        for (var stage = 0; stage <= 3; stage++)
        {
            Values(spilled.Stage(stage, indices)).Should().Equal(Values(memory.Stage(stage, indices)));
            Values(spilled.Stage(stage, 3, 5)).Should().Equal(Values(memory.Stage(stage, 3, 5)));
            spilled.Stage(stage, indices).shape.Should().Equal(memory.Stage(stage, indices).shape);
        }
    }

    [Fact]
    public void Modules_trained_on_spilled_representations_are_those_trained_in_memory()
    {
        using var scope = NewDisposeScope();
        using var target = Vit.Build(new Seed(3));
        Trained(Bytes).Should().Equal(Trained(0));

        double[] Trained(long memoryBound)
        {
            using var stages = Stages(target, memoryBound, diskBound: Bytes);
            using var chain = Vit.BuildInverse();
            InverseRepro.Engine.Initialise.TorchDefaults(chain, new Seed(4));
            return [.. ModularTraining.Train(chain, stages, stages, new ImageLoss(0.5, 0.5), new InversionTrainingSettings(Epochs: 2, BatchSize, LearningRate: 1e-3),
                new Seed(5), (_, _) => { }, CancellationToken.None).SelectMany(epoch => epoch)];
        }
    }

    [Fact]
    public void Nothing_is_left_of_a_scratch_file()
    {
        using var scope = NewDisposeScope();
        using var target = Vit.Build(new Seed(3));
        var stages = Stages(target, memoryBound: 0, diskBound: Bytes);
        stages.Dispose();
        Directory.GetFiles(Path.GetTempPath(), "repro-stages-*").Should().BeEmpty();
    }

    [Fact]
    public void Recomputed_representations_are_computed_once_a_batch_for_all_modules()
    {
        using var scope = NewDisposeScope();
        using var target = new Counting(Vit.Build(new Seed(3)));
        using var memory = Stages(target, memoryBound: Bytes, diskBound: 0);
        var before = target.Passes;
        using var recomputed = Stages(target, memoryBound: 0, diskBound: 0);
        recomputed.Should().BeOfType<RecomputedStages>();
        foreach (var batch in new[] { tensor([7L, 0L]), tensor([1L, 2L]) })
            for (var stage = 0; stage <= 3; stage++)
                Values(recomputed.Stage(stage, batch)).Zip(Values(memory.Stage(stage, batch)), (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-5f);
        target.Passes.Should().Be(before + 2);
    }

    private static IStagedImages Stages(StagedModule target, long memoryBound, long diskBound) => Representations.Of(target, Vit,
        new PicturesInMemory(rand(Pictures, 3, 8, 8, generator: new Generator(1))), BatchSize, memoryBound, diskBound);

    private static float[] Values(Tensor tensor) => tensor.contiguous().data<float>().ToArray();

    private sealed class Counting(StagedModule inner) : StagedModule("counting")
    {
        public int Passes { get; private set; }

        protected override Tensor Walk(Tensor x, Features f)
        {
            Passes++;
            return inner.Represent(x, f);
        }
    }
}
