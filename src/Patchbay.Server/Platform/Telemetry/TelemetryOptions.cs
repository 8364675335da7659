using System.ComponentModel.DataAnnotations;

namespace Patchbay.Server.Platform.Telemetry;

/// <summary>Where metrics and traces go. Off unless an address is given.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>Address of an OpenTelemetry collector that speaks OTLP over gRPC (<c>http://localhost:4317</c>). Empty: nothing is exported.</summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>Part of the requests that are traced, from 0 to 1; a caller's own decision comes first.</summary>
    [Range(0, 1)]
    public double TracedPart { get; set; } = 0.05;

    /// <summary>How often metrics are sent, in seconds.</summary>
    [Range(1, 3600)]
    public int MetricIntervalSeconds { get; set; } = 60;
}
