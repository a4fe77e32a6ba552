package dev.rookery.transport;

import dev.rookery.error.InvalidOptionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Reads a private key in PKCS#8 from a PEM file, with a password or without one. */
final class PemKey {
    private static final String PLAIN = "PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final String PBES2 = "1.2.840.113549.1.5.13";
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");

    private PemKey() {}

    static PrivateKey read(Path file, @Nullable String password) {
        var text = text(file);
        var plain = section(file, text, PLAIN);
        if (plain.isPresent()) {
            return key(file, new PKCS8EncodedKeySpec(plain.get()));
        }
        var encrypted = section(file, text, ENCRYPTED).orElseThrow(() -> wrong(file));
        if (password == null) {
            throw new InvalidOptionException("tls.keyPassword", null, "the password of the key in " + file);
        }
        return key(file, decrypted(file, encrypted, password));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw wrong(file);
        }
    }

    private static Optional<byte[]> section(Path file, String text, String name) {
        var head = "-----BEGIN " + name + "-----";
        var begin = text.indexOf(head);
        var end = text.indexOf("-----END " + name + "-----");
        if (begin < 0 || end < begin) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getMimeDecoder().decode(text.substring(begin + head.length(), end)));
        } catch (IllegalArgumentException e) {
            throw wrong(file);
        }
    }

    private static PKCS8EncodedKeySpec decrypted(Path file, byte[] encrypted, String password) {
        var secret = new PBEKeySpec(password.toCharArray());
        try {
            var info = new EncryptedPrivateKeyInfo(encrypted);
            return info.getKeySpec(SecretKeyFactory.getInstance(algorithm(info)).generateSecret(secret));
        } catch (GeneralSecurityException | IOException e) {
            throw new InvalidOptionException("tls.keyPassword", "(hidden)", "the password of the key in " + file);
        } finally {
            secret.clearPassword();
        }
    }

    /** What the JVM calls the way of encryption. That of PBES2 stands in its parameters. */
    private static String algorithm(EncryptedPrivateKeyInfo info) {
        var name = info.getAlgName();
        var parameters = info.getAlgParameters();
        return parameters != null && (name.equals(PBES2) || name.equals("PBES2")) ? parameters.toString() : name;
    }

    private static PrivateKey key(Path file, PKCS8EncodedKeySpec spec) {
        return ALGORITHMS.stream()
                .flatMap(algorithm -> key(algorithm, spec).stream())
                .findFirst()
                .orElseThrow(() -> wrong(file));
    }

    private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec spec) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (GeneralSecurityException other) {
            return Optional.empty(); // it is a key of another algorithm
        }
    }

    /** Whether what one signs is what the other knows. */
    static boolean belongsTo(PrivateKey key, PublicKey certified) {
        var probe = "probe".getBytes(StandardCharsets.UTF_8);
        try {
            var signer = Signature.getInstance(signature(key));
            signer.initSign(key);
            signer.update(probe);
            var signed = signer.sign();
            var verifier = Signature.getInstance(signature(key));
            verifier.initVerify(certified);
            verifier.update(probe);
            return verifier.verify(signed);
        } catch (GeneralSecurityException different) {
            return false;
        }
    }

    private static String signature(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }

    private static InvalidOptionException wrong(Path file) {
        return new InvalidOptionException("tls.key", file, "a PEM file that can be read, with a key in PKCS#8");
    }
}
