namespace Patchbay.Emulator.Graph;

/// <summary>The refusals that all areas share, with Meta's codes and texts.</summary>
internal static class Refusals
{
    public static GraphRefusal NoToken() => new(104, "An access token is required to request this resource.");

    public static GraphRefusal BadToken(
        string message = "Invalid OAuth access token - Cannot parse access token",
        int? subcode = null
    ) =>
        new(190, message, 401)
        {
            Subcode = subcode,
            Challenge = $"OAuth \"Facebook Platform\" \"invalid_token\" \"{message}\"",
        };

    public static GraphRefusal MissingPermission(string scope) =>
        new(10, $"(#10) Application does not have permission for this action: {scope} is missing", 403);

    public static GraphRefusal NoAccess() =>
        new(200, "(#200) You do not have the necessary permissions required to access this resource.", 403);

    public static GraphRefusal UnknownObject(string method, string id) =>
        new(
            100,
            $"Unsupported {method.ToLowerInvariant()} request. Object with ID '{id}' does not exist, cannot be "
                + "loaded due to missing permissions, or does not support this operation. "
                + "Please read the Graph API documentation"
        )
        {
            Kind = "GraphMethodException",
            Subcode = 33,
        };

    public static GraphRefusal UnknownPath(string path) => new(2500, $"Unknown path components: {path}");

    public static GraphRefusal UnknownField(string field, string type) =>
        new(100, $"(#100) Tried accessing nonexisting field ({field}) on node type ({type})");

    public static GraphRefusal Missing(string parameter) => new(100, $"(#100) The parameter {parameter} is required.");

    public static GraphRefusal Invalid(string message, int? subcode = null) =>
        new(100, $"(#100) {message}") { Subcode = subcode };

    public static GraphRefusal UnexpectedKey(string key, string path) =>
        new(
            100,
            path.Length == 0
                ? $"(#100) Unexpected key \"{key}\""
                : $"(#100) Unexpected key \"{key}\" on param \"{path}\"."
        );

    /// <summary>Returns a WhatsApp error with its title. The details say what is wrong.</summary>
    public static GraphRefusal Product(int code, string details, int? status = null)
    {
        var (title, http) = ProductErrors.Find(code);
        return new GraphRefusal(code, $"(#{code}) {title}", status ?? http)
        {
            Details = details,
            IsTransient = code is 131000 or 131016 or 133004,
        };
    }
}
