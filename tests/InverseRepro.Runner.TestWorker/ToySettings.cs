namespace InverseRepro.Runner.TestWorker;

/// <summary>Of the toy experiments.</summary>
/// <param name="StepMilliseconds">Rest after each step, so that a test can catch a cell in flight.</param>
public sealed record ToySettings(int Steps = 8, double Rate = 0.5, int StepMilliseconds = 0);
