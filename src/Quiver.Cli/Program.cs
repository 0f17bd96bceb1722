using Quiver.Cli;

FileSizeLimit.MakeError();
return await CommandRouter.RunAsync(args, CommandContext.ForProcess());
