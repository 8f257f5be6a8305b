using System.Globalization;
using InverseRepro.Runner;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.TestWorker;

// "worker" serves cells; "run FOLDER SEEDS" measures the grid there, as a parent that tests interrupt and kill.
if (args is ["worker"])
    return WorkerLoop.Serve(ToyCatalog.Create());

using var interruption = new Interruption();
await using var toy = ToyRun.WithWorkers(args[1]);
var result = await toy.Reproduction.MeasureAsync(ToyRun.Grid(int.Parse(args[2], CultureInfo.InvariantCulture)), new StartAnnouncer(), interruption.Token);
return result.Interrupted ? Interruption.ExitCode : 0;
