using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Patchbay.Server.Tests.Platform.Edge;

/// <summary>Keeps the log lines of a server, with their level, scopes and exception.</summary>
internal sealed class KeptLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<LogLine> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyCollection<LogLine> Lines => _lines;

    /// <summary>The lines that an operator's alarm would see.</summary>
    public IEnumerable<LogLine> Alarming => _lines.Where(line => line.Level >= LogLevel.Warning);

    public ILogger CreateLogger(string categoryName) => new Keeper(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() { }

    private sealed class Keeper(KeptLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var scopes = new List<string?>();
            logs._scopes.ForEachScope((scope, all) => all.Add(scope?.ToString()), scopes);
            logs._lines.Enqueue(
                new(logLevel, category, formatter(state, exception), string.Join(' ', scopes), exception)
            );
        }
    }
}

internal sealed record LogLine(LogLevel Level, string Category, string Text, string Scopes, Exception? Error);
