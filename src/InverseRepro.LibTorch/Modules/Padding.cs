namespace TorchSharp;

/// <summary>How much a convolution pads: nothing, or so that the output has the input's size.</summary>
public enum Padding
{
    Valid = 0,
    Same = 1,
}
