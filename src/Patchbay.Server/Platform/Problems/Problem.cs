using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;
using Patchbay.Server.Platform.Dialects;

namespace Patchbay.Server.Platform.Problems;

/// <summary>
/// A refusal. It is written in the shape of the surface that owns the request's path. The message is a fixed sentence
/// and never repeats input.
/// </summary>
public sealed record Problem(int Status, string Code, string Message) : IResult, IEndpointMetadataProvider
{
    /// <summary>The member or parameter at fault, in the caller's spelling.</summary>
    public string? Field { get; init; }

    /// <summary>
    /// All members at fault, on surfaces that report them together; <see cref="Field"/> is the first.
    /// </summary>
    public IReadOnlyList<Fault>? Faults { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The value of the header <c>Retry-After</c>; null without one.</summary>
    public string? RetryAfterSeconds =>
        RetryAfter is { } wait ? ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture) : null;

    public MetaFault? Meta { get; init; }

    /// <summary>What to do about it, where one thing helps.</summary>
    public Remedy? Remedy { get; init; }

    /// <summary>What the caller may name in the faulty member; null where nothing can be listed.</summary>
    public IReadOnlyList<NumberChoice>? Choices { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json; charset=utf-8";
        if (RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds;
        return response
            .Body.WriteAsync(
                Surface.For(httpContext.Request.Path).Write(this, RequestId.From(httpContext)),
                httpContext.RequestAborted
            )
            .AsTask();
    }

    public static void PopulateMetadata(System.Reflection.MethodInfo method, EndpointBuilder builder)
    {
        foreach (var status in (int[])[400, 401, 403, 404])
        {
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status));
        }
    }

    public static Problem Invalid(string field, string message) =>
        new(400, Codes.ValidationFailed, message) { Field = field };

    /// <summary>Reports all faults of a request.</summary>
    public static Problem Invalid(IReadOnlyList<Fault> faults) =>
        Invalid(faults[0].Field, faults[0].Message) with
        {
            Faults = faults,
        };

    public static Problem NotFound(string what) => new(404, Codes.NotFound, $"No such {what}.");
}

/// <summary>A member at fault, and the sentence that says why.</summary>
public sealed record Fault(string Field, string Message);

/// <summary>What to do about a refusal: a word of the next-action list, and from when on it can help.</summary>
public sealed record Remedy(string NextAction, DateTimeOffset? WaitUntil = null);

/// <summary>A number that a caller can choose.</summary>
public sealed record NumberChoice(string PhoneNumberId, string? DisplayPhoneNumber, string? VerifiedName);

/// <summary>
/// Meta's error: numbers, an opaque trace id, and the reason without anything that looks like a secret.
/// </summary>
public sealed record MetaFault(int Code, int? Subcode, string? FbTraceId, string Advice)
{
    /// <summary>What was wrong, in Meta's words.</summary>
    public string? Details { get; init; }

    /// <summary>A title for people, in the language of the token's user.</summary>
    public string? Title { get; init; }

    /// <summary>A text for people, in the language of the token's user.</summary>
    public string? UserMessage { get; init; }

    /// <summary>Meta's page on the error.</summary>
    public string? Href { get; init; }

    /// <summary>The sentence that says most; null when Meta gave none.</summary>
    public string? Reason => Details ?? UserMessage ?? Title;
}
