using System.Text;
using Microsoft.Extensions.Logging;

namespace Patchbay.Testing.Canary;

/// <summary>Searches all log lines with their members, scopes and exceptions for secrets, in large pieces.</summary>
internal sealed class CanaryLogs(Canaries canaries) : ILoggerProvider, ISupportExternalScope
{
    private const int Piece = 4_000_000;

    private readonly Lock _gate = new();
    private StringBuilder _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) => new Listener(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <summary>Searches the last piece. Call it at the end.</summary>
    public void LookAtRest() => Look(Take());

    public void Dispose() { }

    private void Add(StringBuilder line)
    {
        StringBuilder? full = null;
        lock (_gate)
        {
            _lines.Append(line);
            if (_lines.Length > Piece)
                full = TakeLocked();
        }
        Look(full);
    }

    private StringBuilder Take()
    {
        lock (_gate)
            return TakeLocked();
    }

    private StringBuilder TakeLocked()
    {
        var full = _lines;
        _lines = new();
        return full;
    }

    private void Look(StringBuilder? lines)
    {
        if (lines is { Length: > 0 })
            canaries.Look(CanaryTally.Logs, lines.ToString());
    }

    private sealed class Listener(CanaryLogs logs, string category) : ILogger
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
            var line = new StringBuilder(category).Append(": ").Append(formatter(state, exception));
            if (exception is not null)
                line.Append(' ').Append(exception);
            // Log collectors also get the members that the message does not show.
            if (state is IEnumerable<KeyValuePair<string, object?>> members)
                foreach (var (_, value) in members)
                    line.Append(' ').Append(value);
            logs._scopes.ForEachScope((scope, text) => text.Append(" | ").Append(scope), line);
            logs.Add(line.Append('\n'));
        }
    }
}
