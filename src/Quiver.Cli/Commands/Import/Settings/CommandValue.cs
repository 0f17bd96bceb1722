using System.Diagnostics;
using System.Text;
using Quiver.Cli.CommandLine;

namespace Quiver.Cli.Commands.Import.Settings;

/// <summary>A setting whose value is the output of a command, <c>$(command)</c>.</summary>
internal static class CommandValue
{
    private const int MaxCharacters = 64 << 10;

    private const UnixFileMode OthersMayWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);

    /// <summary>Whether a value is a command.</summary>
    public static bool Is(string value) =>
        value.StartsWith("$(", StringComparison.Ordinal) && value.EndsWith(')');

    /// <summary>Runs the command in a shell and returns what it prints, without the line end.</summary>
    /// <exception cref="CommandException">Others may write the file, or the command fails, prints too much or does not end.</exception>
    public static string Run(Setting setting, CancellationToken stop)
    {
        RefuseForeignFile(setting);
        using var process = Start(setting.Value[2..^1]);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(LongestRun);
        try
        {
            string output = ReadToEndAsync(process.StandardOutput, setting, limit.Token)
                .GetAwaiter()
                .GetResult();
            process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
            return process.ExitCode == 0
                ? output.TrimEnd('\r', '\n')
                : throw Failure(setting, $"ended with exit code {process.ExitCode}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw Failure(setting, $"did not end within {LongestRun.TotalSeconds} seconds");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = new Process { StartInfo = start };
        process.Start();
        process.StandardInput.Close();
        return process;
    }

    private static async Task<string> ReadToEndAsync(
        StreamReader reader,
        Setting setting,
        CancellationToken stop
    )
    {
        var text = new StringBuilder();
        char[] buffer = new char[4096];
        while (await reader.ReadAsync(buffer, stop) is var count and > 0)
        {
            text.Append(buffer, 0, count);
            if (text.Length > MaxCharacters)
            {
                throw Failure(setting, $"printed more than {MaxCharacters} characters");
            }
        }
        return text.ToString();
    }

    /// <summary>Whoever may write the file may run commands as this user.</summary>
    private static void RefuseForeignFile(Setting setting)
    {
        if (
            OperatingSystem.IsLinux()
            && (File.GetUnixFileMode(setting.Path) & OthersMayWrite) != UnixFileMode.None
        )
        {
            throw UsageErrors.Invalid(
                $"{setting.Path} may be written by other users, so that its commands do not run: chmod go-w '{setting.Path}'"
            );
        }
    }

    private static CommandException Failure(Setting setting, string reason) =>
        UsageErrors.Invalid(
            $"{setting.Place}: the command of '{setting.Key}' {reason}: {setting.Value}"
        );
}
