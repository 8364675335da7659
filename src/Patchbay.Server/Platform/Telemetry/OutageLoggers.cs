using Microsoft.Extensions.Options;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Telemetry;

/// <summary>
/// The server's loggers. An error that only says that storage is not available goes to <see cref="OutageLog"/>, because
/// every request and every worker would log the same.
/// </summary>
internal sealed class OutageLoggers : ILoggerFactory
{
    private readonly LoggerFactory _inner;
    private readonly OutageLog _outage;

    public OutageLoggers(
        IEnumerable<ILoggerProvider> providers,
        IOptionsMonitor<LoggerFilterOptions> filters,
        IOptions<LoggerFactoryOptions> options,
        TimeProvider clock
    )
    {
        _inner = new(providers, filters, options);
        _outage = new(_inner.CreateLogger(typeof(Database).FullName ?? nameof(Database)), clock);
    }

    public ILogger CreateLogger(string categoryName) => new Logger(_inner.CreateLogger(categoryName), _outage);

    public void AddProvider(ILoggerProvider provider) => _inner.AddProvider(provider);

    public void Dispose() => _inner.Dispose();

    private sealed class Logger(ILogger inner, OutageLog outage) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var level = logLevel;
            if (logLevel >= LogLevel.Warning && exception is not null && Database.IsOutage(exception))
            {
                outage.Note(exception);
                level = LogLevel.Debug;
            }
            if (inner.IsEnabled(level))
                inner.Log(level, eventId, state, exception, formatter);
        }
    }
}
