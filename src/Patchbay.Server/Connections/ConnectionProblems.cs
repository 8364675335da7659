using Patchbay.Graph;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Connections;

internal static class ConnectionProblems
{
    public static readonly Problem NotFound = new(404, "provider_connection_not_found", "No such provider connection."),
        CannotSend = new(409, "connection_not_usable", "This connection cannot send; see its status."),
        HeldElsewhere =
            new(
                409,
                "provider_connection_already_exists",
                "Another organization of this installation has connected this account."
            ),
        Changed =
            new(409, "provider_connection_changed", "Another call has changed the connection; read it and try again."),
        CodeRunning =
            new(409, "oauth_code_in_progress", "Another call is exchanging this code now; try again later.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            },
        CodeInvalid =
            new(
                400,
                "meta_code_invalid",
                "Meta does not accept this code: it was used, expired after 30 seconds or belongs to another sign-up."
            )
            {
                Field = "code",
            },
        TokenInvalid = new(400, "meta_token_invalid", "Meta does not accept this token.") { Field = "access_token" },
        TokenForeign =
            new(400, "meta_token_invalid", "This token belongs to another Meta app than the configured app.")
            {
                Field = "access_token",
            },
        PermissionMissing =
            new(400, "meta_permission_missing", "The token lacks a permission that this channel needs.")
            {
                Field = "access_token",
            },
        NotRegistrable =
            new(409, "conflict", "Only a WhatsApp connection that is pending or connected can be registered."),
        NotRotatable =
            new(400, "validation_failed", "'access_token' must be a new credential of the same account.")
            {
                Field = "access_token",
            };

    public static Problem ScopeMissing(string field) =>
        new(400, "meta_token_scope_missing", $"The token does not cover '{field}'.") { Field = field };

    /// <summary>
    /// Returns the refusal for a failed read with the caller's token: either the token or Meta is at fault.
    /// </summary>
    public static Problem OfRead(GraphException error, string field) =>
        error switch
        {
            GraphApiException { Advice: GraphAdvice.NewToken } => TokenInvalid with
            {
                Meta = MetaProblems.FaultOf(error),
            },
            GraphApiException { Code: 10 or (>= 200 and <= 299) } or GraphApiException { Code: 100 } => ScopeMissing(
                field
            ) with
            {
                Meta = MetaProblems.FaultOf(error),
            },
            _ => MetaProblems.From(error),
        };

    public static Problem OfExchange(GraphException error) =>
        error switch
        {
            GraphApiException { IsTransient: false } => CodeInvalid with { Meta = MetaProblems.FaultOf(error) },
            _ => MetaProblems.From(error),
        };
}
