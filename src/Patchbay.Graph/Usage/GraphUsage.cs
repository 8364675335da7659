using System.Net.Http.Headers;
using System.Text.Json;

namespace Patchbay.Graph;

/// <summary>How much of Meta's call limits is used, as its headers report.</summary>
/// <remarks>It is absent when there is nothing to report.</remarks>
public sealed record GraphUsage
{
    private const double _day = 24 * 60;

    /// <summary>Usage of the app's own limit.</summary>
    public AppUsage? App { get; init; }

    /// <summary>Usage of the limits, by business or account id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<BusinessUseCaseUsage>> BusinessUseCases { get; init; } =
        new Dictionary<string, IReadOnlyList<BusinessUseCaseUsage>>();

    /// <summary>Longest wait that an exhausted limit asks for, at most a day.</summary>
    public TimeSpan? RegainAccessIn
    {
        get
        {
            var minutes = BusinessUseCases.Values.SelectMany(u => u).Max(u => u.EstimatedTimeToRegainAccess) ?? 0;
            return minutes > 0 ? TimeSpan.FromMinutes(Math.Min(minutes, _day)) : null;
        }
    }

    internal static GraphUsage? Read(HttpResponseHeaders headers)
    {
        var app = Header(headers, "x-app-usage");
        var cases = Header(headers, "x-business-use-case-usage");
        if (app is null && cases is null)
            return null;
        try
        {
            return new GraphUsage
            {
                App = app is null ? null : JsonSerializer.Deserialize(app, CoreJson.Default.AppUsage),
                BusinessUseCases = Cases(cases),
            };
        }
        catch (JsonException)
        {
            // The headers are informational, so an unknown shape must not fail a successful call.
            return null;
        }
    }

    private static Dictionary<string, IReadOnlyList<BusinessUseCaseUsage>> Cases(string? header)
    {
        var cases = header is null
            ? null
            : JsonSerializer.Deserialize(
                header,
                CoreJson.Default.IReadOnlyDictionaryStringIReadOnlyListBusinessUseCaseUsage
            );
        return (cases ?? new Dictionary<string, IReadOnlyList<BusinessUseCaseUsage>>()).ToDictionary(
            c => c.Key,
            c => Lists.Whole(c.Value) ?? throw new JsonException("A limit is null."),
            StringComparer.Ordinal
        );
    }

    private static string? Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}

/// <summary>Usage of the app's limit, in percent.</summary>
/// <remarks>Calls are throttled at 100.</remarks>
public sealed record AppUsage : GraphObject
{
    /// <summary>Number of calls, in percent of the limit.</summary>
    public double CallCount { get; init; }

    /// <summary>Total time, in percent of the limit.</summary>
    public double TotalTime { get; init; }

    /// <summary>Processor time, in percent of the limit.</summary>
    public double TotalCputime { get; init; }
}

/// <summary>Usage of one limit of a business or account, in percent.</summary>
/// <remarks>Calls are throttled at 100.</remarks>
public sealed record BusinessUseCaseUsage : GraphObject
{
    /// <summary>Name of the limit, such as <c>whatsapp</c>, <c>messenger</c>, <c>instagram</c>, <c>pages</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Number of calls, in percent of the limit.</summary>
    public double CallCount { get; init; }

    /// <summary>Total time, in percent of the limit.</summary>
    public double TotalTime { get; init; }

    /// <summary>Processor time, in percent of the limit.</summary>
    public double TotalCputime { get; init; }

    /// <summary>Minutes until calls are accepted again; 0 while they are accepted.</summary>
    public double? EstimatedTimeToRegainAccess { get; init; }
}
