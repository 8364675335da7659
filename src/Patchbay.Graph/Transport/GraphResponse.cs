namespace Patchbay.Graph;

/// <summary>An answer with its status, usage and trace id.</summary>
/// <param name="Value">The answer.</param>
/// <param name="HttpStatus">The HTTP status.</param>
/// <param name="Usage">Usage of the call limits, when Meta reported it.</param>
/// <param name="TraceId">Meta's trace id from the headers, to quote to Meta's support.</param>
public sealed record GraphResponse<T>(T Value, int HttpStatus, GraphUsage? Usage, string? TraceId);
