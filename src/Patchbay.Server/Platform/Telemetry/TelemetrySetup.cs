using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Platform.Telemetry;

internal static class TelemetrySetup
{
    /// <summary>The instruments always exist and cost little without a listener; export needs an address.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<TelemetryOptions>()
            .BindConfiguration(TelemetryOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddMetrics();
        services.AddSingleton<Instruments>();
        var options = new TelemetryOptions();
        configuration.GetSection(TelemetryOptions.Section).Bind(options);
        if (Uri.TryCreate(options.OtlpEndpoint, UriKind.Absolute, out var collector))
            Export(services, options, collector);
        else if (!string.IsNullOrWhiteSpace(options.OtlpEndpoint))
            throw new StartRefusedException(
                "Telemetry:OtlpEndpoint must be an absolute address, such as http://localhost:4317."
            );
    }

    // System.Net.Http is left out, because its spans and metrics name customers' addresses.
    private static void Export(IServiceCollection services, TelemetryOptions options, Uri collector) =>
        services
            .AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource.AddService(
                    "patchbay",
                    serviceVersion: typeof(Instruments).Assembly.GetName().Version?.ToString(3)
                )
            )
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(
                        Instruments.MeterName,
                        "Microsoft.AspNetCore.Hosting",
                        "Microsoft.AspNetCore.Server.Kestrel",
                        "System.Runtime",
                        "Npgsql"
                    )
                    .AddOtlpExporter(
                        (exporter, reader) =>
                        {
                            exporter.Endpoint = collector;
                            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds =
                                options.MetricIntervalSeconds * 1000;
                        }
                    )
            )
            .WithTracing(traces =>
                traces
                    .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TracedPart)))
                    .AddSource(Traces.SourceName, "Microsoft.AspNetCore")
                    .AddOtlpExporter(exporter => exporter.Endpoint = collector)
            );
}
