namespace InverseRepro.Checkpoints.Tests;

/// <summary>Weights that were read right recognise as many images as their publishers say.</summary>
public class AccuracyTests
{
    private const int Side = 32, Pixels = Side * Side, RecordBytes = 1 + 3 * Pixels;

    [SkippableFact]
    public void Small_network_recognises_1192_of_2000()
    {
        var weights = Weights("convnet-cifar10/cifar_torchvision.pt");

        Correct([0.5f, 0.5f, 0.5f], [0.5f, 0.5f, 0.5f], image =>
        {
            for (var layer = 1; layer <= 2; layer++)
            {
                var bias = weights[$"conv{layer}.bias"];
                image = image.Convolve(weights[$"conv{layer}.weight"], bias.Length, 5).Map((c, value) => value + bias[c]).Rectify().MaxPool();
            }
            var hidden = Array.ConvertAll(FeatureMap.Linear(image.Values, weights["fc1.weight"], weights["fc1.bias"]), value => Math.Max(value, 0));
            hidden = Array.ConvertAll(FeatureMap.Linear(hidden, weights["fc2.weight"], weights["fc2.bias"]), value => Math.Max(value, 0));
            return FeatureMap.Linear(hidden, weights["fc3.weight"], weights["fc3.bias"]);
        }).Should().Be(1_192);
    }

    [SkippableFact]
    public void Residual_network_recognises_1836_of_2000()
    {
        Skip.If(Environment.GetEnvironmentVariable("REPRO_SLOW") is not "1", "takes half a minute without a tensor library; set REPRO_SLOW=1");
        var weights = Weights("resnet20-cifar10/resnet20-12fca82f.th");

        Correct([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f], image =>
        {
            var x = Normalised(image, "conv1", "bn1", 16, 1).Rectify();
            for (var layer = 1; layer <= 3; layer++)
                for (var block = 0; block < 3; block++)
                {
                    var (name, stride, width) = ($"layer{layer}.{block}", layer > 1 && block == 0 ? 2 : 1, 8 << layer);
                    var inner = Normalised(x, $"{name}.conv1", $"{name}.bn1", width, stride).Rectify();
                    x = Normalised(inner, $"{name}.conv2", $"{name}.bn2", width, 1).Plus(stride == 1 ? x : x.PadShortcut()).Rectify();
                }
            return FeatureMap.Linear(x.MeanOfPlaces(), weights["linear.weight"], weights["linear.bias"]);
        }).Should().Be(1_836);

        FeatureMap Normalised(FeatureMap x, string convolution, string norm, int width, int stride) =>
            x.Convolve(weights[$"{convolution}.weight"], width, 3, stride, padding: 1).Normalise(
                weights[$"{norm}.running_mean"], weights[$"{norm}.running_var"], weights[$"{norm}.weight"], weights[$"{norm}.bias"]);
    }

    private static Dictionary<string, float[]> Weights(string file)
    {
        using var checkpoint = CheckpointFile.Read(SharedFiles.Data("weights/" + file));
        return checkpoint.StateDictionary().Entries.ToDictionary(pair => pair.Key, pair => pair.Value.ToFloat32());
    }

    private static int Correct(float[] mean, float[] deviation, Func<FeatureMap, float[]> logits)
    {
        var records = File.ReadAllBytes(SharedFiles.Data("cifar-10/cifar-10-batches-bin/test_batch.bin"));
        return ParallelEnumerable.Range(0, records.Length / RecordBytes).Count(record =>
        {
            var values = new float[3 * Pixels];
            for (var i = 0; i < values.Length; i++)
                values[i] = (records[record * RecordBytes + 1 + i] / 255f - mean[i / Pixels]) / deviation[i / Pixels];
            var scores = logits(new FeatureMap(3, Side, values));
            return Array.IndexOf(scores, scores.Max()) == records[record * RecordBytes];
        });
    }
}
