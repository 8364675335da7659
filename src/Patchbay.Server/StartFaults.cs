using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Patchbay.Server.Storage;

namespace Patchbay.Server;

/// <summary>Says in a sentence why the server did not start.</summary>
internal static class StartFaults
{
    public static string Sentence(Exception error) =>
        Known(error)
        ?? "Patchbay cannot start: " + (error is InvalidOperationException ? error.Message : MessagesOf(error));

    private static string? Known(Exception error) =>
        error switch
        {
            StartRefusedException => error.Message,
            OptionsValidationException invalid => $"A setting is not valid: {string.Join(" ", invalid.Failures)}",
            InvalidOperationException { InnerException: FormatException } => $"A setting is not valid: {error.Message}",
            IOException { InnerException: AddressInUseException } =>
                $"{error.Message.TrimEnd('.')}. Stop the program that uses this address, or set another with --urls.",
            SocketException => $"The address to listen on cannot be used: {error.Message}. Set another with --urls.",
            InvalidDataException or FormatException => $"The settings cannot be read: {MessagesOf(error)}",
            _ when Database.IsOutage(error) => $"The database cannot be used: {error.Message}",
            _ => error.InnerException is { } cause ? Known(cause) : null,
        };

    private static string MessagesOf(Exception error) =>
        error.InnerException is { } cause ? $"{error.Message} {MessagesOf(cause)}" : error.Message;
}
