namespace InverseRepro.DataFiles.Fetching;

/// <summary>Measures the speed of one download and reports it a few times a second.</summary>
internal sealed class TransferMeter(string file, IProgress<FetchProgress> progress, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly long _start = clock.GetTimestamp();
    private long? _lastReport;
    private long _received;

    public void Received(int bytes, long done, long? total)
    {
        _received += bytes;
        if (_lastReport is { } last && clock.GetElapsedTime(last) < Interval && done != total)
            return;
        _lastReport = clock.GetTimestamp();
        progress.Report(new FetchProgress(file, done, total, Speed));
    }

    public void Note(string note, long done, long? total) => progress.Report(new FetchProgress(file, done, total, Speed, note));

    private double? Speed => _received > 0 && clock.GetElapsedTime(_start).TotalSeconds is > 0 and var seconds ? _received / seconds : null;
}
