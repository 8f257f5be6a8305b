namespace InverseRepro.Cli;

/// <summary>What the command tells the shell.</summary>
public static class ExitCode
{
    public const int Good = 0;

    /// <summary>A verdict or drift gate failed, or an audit found a difference.</summary>
    public const int GateFailed = 1;

    /// <summary>Wrong usage or bad input.</summary>
    public const int Usage = 2;

    /// <summary>Data, weights, a device or a program is missing, or the command itself broke: nothing was established.</summary>
    public const int NotMeasured = 3;

    /// <summary>A verdict was demanded (<c>--strict</c>) and the seeds gave none.</summary>
    public const int Inconclusive = 4;

    public const int Interrupted = 130;
}
