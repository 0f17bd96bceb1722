using Microsoft.Extensions.Logging;
using Quiver.Foundation;

namespace Quiver.Server.Logging;

/// <summary>Writes log entries to a file, one line each (more for an exception).</summary>
internal sealed class FileLoggerProvider(RollingFile file, IClock clock) : ILoggerProvider
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new FileLogger(file, clock, categoryName);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
