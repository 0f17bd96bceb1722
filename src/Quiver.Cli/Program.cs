using Quiver.Cli;

return await CommandRouter.RunAsync(args, CommandContext.ForProcess());
