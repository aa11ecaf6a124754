using Stria.Cli;

return CommandLine.Run(args, Terminal.OfProcess());
