using InverseRepro.Cli.CommandLine;

return await ReproCommand.RunAsync(args, CommandHost.OfProcess());
