namespace Patchbay.Server.Platform;

/// <summary>Reads forms of strangers: what is no form is a value, not an exception.</summary>
internal static class FormReader
{
    /// <summary>
    /// Reads the body of a request as a form. Returns null when it is not one: another content type, a broken escape or
    /// boundary, a body that ends too early, or more members or longer values than the framework allows.
    /// </summary>
    /// <exception cref="BadHttpRequestException">The body is too large or too slow, or its sender hung up.</exception>
    public static async ValueTask<IFormCollection?> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
            return null;
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (Exception error) when (IsOfForm(error))
        {
            return null;
        }
    }

    // A NUL in a form is an InvalidOperationException, UTF-7 a NotSupportedException, and a multipart body that ends
    // too
    // early an IOException.
    private static bool IsOfForm(Exception error) =>
        error
            is InvalidDataException
                or InvalidOperationException
                or NotSupportedException
                or ArgumentException
                or IOException
                and not BadHttpRequestException;
}
