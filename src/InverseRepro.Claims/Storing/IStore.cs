using InverseRepro.Claims.Deciding;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Storing;

/// <summary>The record: runs, cells, measurements, artefacts, verdicts. One implementation a database.</summary>
public interface IStore : IDisposable
{
    /// <summary>Opens a run and returns its id.</summary>
    long BeginRun(RunRecord run);

    void EndRun(long run, string state);

    /// <summary>A name of the run that no other run has, in any store.</summary>
    string UidOf(long run);

    /// <summary>The run with this uid, or null.</summary>
    long? RunOf(string uid);

    /// <summary>
    /// A claim on the cell with this content key, held until it is disposed of or its process dies, so that two runs on one store do
    /// not train the same network twice; null while another run holds it. Only work is saved by it: the store takes the same cell twice.
    /// </summary>
    /// <exception cref="StoreException">Nothing can be claimed here.</exception>
    IDisposable? TryClaim(string key);

    /// <summary>Records a cell with its measurements and artefacts in one transaction.</summary>
    void Record(long run, CellRecord cell);

    /// <summary>
    /// Takes over cells that were measured elsewhere, all in one transaction, less those that this run holds already: merging
    /// the same again changes nothing.
    /// </summary>
    /// <param name="uid">Names the run in every store; it is opened by the first merge and ends with the last cell of any.</param>
    /// <returns>How many cells were new.</returns>
    int Merge(string uid, RunRecord run, IReadOnlyCollection<CellRecord> cells);

    /// <summary>The latest successful record of the cell with this content key, or null.</summary>
    CellRecord? Find(string key);

    /// <summary>The latest successful record of this cell whatever its key (for the audit and the report), or null.</summary>
    CellRecord? Latest(CellId cell);

    /// <param name="keys">Content keys of the cells it was decided from, reused ones too; null where that is not told.</param>
    void Record(long run, Verdict verdict, IReadOnlyCollection<string>? keys = null);

    /// <summary>Records a run that measured nothing with its verdicts, in one transaction: the run is there as it ended, or not at all.</summary>
    /// <param name="decided">Each with the content keys of the cells it was decided from.</param>
    void Record(RunRecord run, IReadOnlyCollection<(Verdict Verdict, IReadOnlyList<string> Keys)> decided);

    /// <summary>The cells that the newest verdict of a claim at a scale was decided from; empty where that was not told.</summary>
    IReadOnlyList<CellRecord> DecidedFrom(string claimId, Scale scale);

    /// <summary>Verdicts of a claim at a scale, newest first, with the run they belong to.</summary>
    IReadOnlyList<(RunRecord Run, Verdict Verdict)> Verdicts(string claimId, Scale scale);

    /// <summary>As <see cref="Verdicts"/>, each with the cells it was decided from.</summary>
    IReadOnlyList<DecidedRun> History(string claimId, Scale scale);

    /// <summary>Runs, newest first.</summary>
    IReadOnlyList<RunRecord> Runs();

    /// <summary>Cells recorded in a run, in order of completion.</summary>
    IReadOnlyList<CellRecord> Cells(long run);
}
