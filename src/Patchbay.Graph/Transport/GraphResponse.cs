namespace Patchbay.Graph;

/// <summary>An answer together with what came beside it.</summary>
/// <param name="Value">The answer.</param>
/// <param name="HttpStatus">The HTTP status.</param>
/// <param name="Usage">The limits' usage, when Meta reported it.</param>
/// <param name="TraceId">Meta's trace id from the headers, to quote to its support.</param>
public sealed record GraphResponse<T>(T Value, int HttpStatus, GraphUsage? Usage, string? TraceId);
