using System.ComponentModel.DataAnnotations;

namespace Patchbay.Server.Platform.Telemetry;

/// <summary>Settings of the export of metrics and traces, which is off without an address.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>
    /// Address of an OpenTelemetry collector for OTLP over gRPC, such as <c>http://localhost:4317</c>. Empty: no
    /// export.
    /// </summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>The share of requests that are traced, from 0 to 1. A caller's own decision takes precedence.</summary>
    [Range(0, 1)]
    public double TracedPart { get; set; } = 0.05;

    /// <summary>How often metrics are sent, in seconds.</summary>
    [Range(1, 3600)]
    public int MetricIntervalSeconds { get; set; } = 60;
}
