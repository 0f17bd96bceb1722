using System.Globalization;
using Microsoft.Extensions.Logging;
using Quiver.Foundation;

namespace Quiver.Server.Logging;

/// <summary>Writes the log entries of one category: time, level, category, message.</summary>
internal sealed class FileLogger(RollingFile file, IClock clock, string category) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        string time = clock.UtcNow.ToString(
            "yyyy-MM-dd HH:mm:ss.fffzzz",
            CultureInfo.InvariantCulture
        );
        // A message may quote what a client sent: its line ends must not forge entries.
        string message = formatter(state, exception).ReplaceLineEndings(" ");
        string entry = $"{time} {NameOf(logLevel)} {category}: {message}\n";
        file.Append(exception is null ? entry : $"{entry}{exception}\n");
    }

    private static string NameOf(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "TRACE",
            LogLevel.Debug => "DEBUG",
            LogLevel.Information => "INFO ",
            LogLevel.Warning => "WARN ",
            LogLevel.Error => "ERROR",
            _ => "FATAL",
        };
}
