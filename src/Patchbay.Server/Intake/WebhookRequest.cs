using Microsoft.Extensions.Primitives;
using Patchbay.Graph.Webhooks;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;

namespace Patchbay.Server.Intake;

/// <summary>
/// A webhook whose body was read. The body is in a pooled buffer and is valid until the request is answered.
/// </summary>
internal readonly record struct WebhookRequest(HttpContext Http, ReadOnlyMemory<byte> Body)
{
    /// <summary>Cancelled when the sender hangs up.</summary>
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>Returns a parameter of the path; null when the path has none with that name.</summary>
    public string? PathValue(string name) => Http.Request.RouteValues[name] as string;

    public StringValues Header(string name) => Http.Request.Headers[name];

    /// <summary>Meta's signature of the body.</summary>
    public StringValues MetaSignature => Header(WebhookSignature.HeaderName);

    public bool IsSignedBy(MetaApp app) => app.Signed(Body.Span, MetaSignature);

    /// <summary>Returns the app that signed the body; null when no app in the list signed it.</summary>
    public MetaApp? SignerAmong(MetaApp[] apps)
    {
        foreach (var app in apps)
        {
            if (IsSignedBy(app))
                return app;
        }
        return null;
    }

    /// <summary>
    /// Returns a field of the body as a form: empty when the form lacks the field, null when the body is not a form.
    /// </summary>
    public async ValueTask<string?> FormFieldAsync(string name)
    {
        // The framework reads forms from the request's own stream, which has been read already.
        Http.Request.Body = new MemoryStream(Body.ToArray());
        return (await FormReader.ReadAsync(Http.Request))?[name].ToString();
    }
}
