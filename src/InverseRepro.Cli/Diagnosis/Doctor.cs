using InverseRepro.Cli.Session;
using InverseRepro.Experiments;

namespace InverseRepro.Cli.Diagnosis;

/// <summary>Looks at everything a run needs, without loading libtorch.</summary>
public sealed class Doctor(ReproSettings settings, IEnumerable<Experiment> experiments)
{
    public IReadOnlyList<Finding> Examine() =>
    [
        Toolchain.DotNet(),
        Toolchain.Compiler(),
        .. Libraries.Torch(),
        Libraries.Picture("JPEG pictures", "libturbojpeg.so.0", "libturbojpeg0"),
        Libraries.Picture("PNG pictures", "libpng16.so.16", "libpng16-16"),
        Hardware.Processor(),
        Hardware.Memory(),
        Hardware.Cuda(),
        Places.Store(settings.Store),
        .. Places.DataSets(settings.DataRoot, experiments),
    ];
}
