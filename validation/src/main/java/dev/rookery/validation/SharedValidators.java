package dev.rookery.validation;

import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * The validators of those who bring none. They have one factory, which is made when the first of them is asked for, since it is slow, and
 * which lives as long as the class: it holds nothing that has to be closed.
 */
final class SharedValidators {
    private SharedValidators() {}

    /** There once somebody asks for it. */
    private static final class Shared {
        static final ValidatorFactory FACTORY = Validation.byProvider(HibernateValidator.class)
                .configure()
                // a controller may say again what its contract says, and may have several contracts
                .allowOverridingMethodAlterParameterConstraint(true)
                .allowParallelMethodsDefineParameterConstraints(true)
                .allowMultipleCascadedValidationOnReturnValues(true)
                .propertyNodeNameProvider(new JsonNames())
                .messageInterpolator(messages(Locale.ENGLISH))
                .buildValidatorFactory();
        static final Validator ENGLISH = FACTORY.getValidator();
    }

    static Validator in(Locale locale) {
        return locale.equals(Locale.ENGLISH)
                ? Shared.ENGLISH
                : Shared.FACTORY
                        .usingContext()
                        .messageInterpolator(messages(locale))
                        .getValidator();
    }

    /** Without the expression language, which would be one more library, and a door for what a value says. */
    private static MessageInterpolator messages(Locale locale) {
        return new ParameterMessageInterpolator(Set.of(locale), locale, context -> locale, false);
    }
}
