using System.Globalization;
using InverseRepro.Claims.Storing;
using InverseRepro.Runner;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Shards;
using InverseRepro.Runner.TestWorker;

// "worker" serves cells; "run FOLDER SEEDS [STORE]" measures the grid there, as a parent that tests interrupt and kill; "cell" and
// "gather" are what jobs of a frozen plan call.
switch (args)
{
    case ["worker"]:
        return WorkerLoop.Serve(ToyCatalog.Create(), ToyStart.Load);
    case ["cell", "--plan", var path, "--index", var index, "--attempt", var name]:
        {
            var plan = PlanFolder.Open(path);
            await using var workers = new WorkerPool(ToyRun.Worker, 1);
            var attempt = new CellAttempt(plan, ToyCatalog.Create(), workers, plan.Plan.Run with { Host = "node" }, TimeProvider.System);
            return await CellProcess.RunAsync(attempt, int.Parse(index, CultureInfo.InvariantCulture), name, Console.Error.WriteLine);
        }
    case ["gather", var path, "--final", "--store", var database]:
        {
            var plan = PlanFolder.Open(path);
            using var store = SqliteStore.Open(database, TimeProvider.System);
            var result = new Gatherer(plan, store, new ArtefactStore(Path.Combine(Path.GetDirectoryName(database)!, "gathered")), plan.Plan.Run, TimeProvider.System).Gather([.. plan.Plan.Claims.Select(c => ToyClaims.Of(c.Id))], final: true);
            Console.WriteLine($"{result.Merged} merged, {result.Twins} twins, {result.Missing.Count} missing, {result.Failed.Count} failed, {result.Alarms.Count} alarms");
            return result.Alarms.Count > 0 ? 1 : 0;
        }
    default:
        {
            using var interruption = new Interruption();
            await using var toy = ToyRun.WithWorkers(args[1], store: args.ElementAtOrDefault(3));
            var result = await toy.Reproduction.MeasureAsync(ToyRun.Grid(int.Parse(args[2], CultureInfo.InvariantCulture)), new StartAnnouncer(), interruption.Token);
            return result.Interrupted ? Interruption.ExitCode : 0;
        }
}
