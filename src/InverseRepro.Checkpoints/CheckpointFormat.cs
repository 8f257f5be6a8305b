namespace InverseRepro.Checkpoints;

/// <summary>The container a checkpoint was read from.</summary>
public enum CheckpointFormat
{
    /// <summary>JSON header and raw data.</summary>
    Safetensors,

    /// <summary>The zip container of torch.save since PyTorch 1.6.</summary>
    PthZip,

    /// <summary>The stream of pickles and raw storages of torch.save before PyTorch 1.6.</summary>
    PthLegacy,
}
