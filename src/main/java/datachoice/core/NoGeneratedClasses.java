package datachoice.core;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.bytecode.internal.none.BytecodeProviderImpl;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Keeps Hibernate from writing classes at run time: it would write some for each entity at every start, for associations
 * that load later. No entity here has one; one that did would be refused the first time it is read. Found through
 * {@code META-INF/services}.
 */
public class NoGeneratedClasses implements ServiceContributor {
    @Override
    public void contribute(StandardServiceRegistryBuilder services) {
        services.addService(BytecodeProvider.class, new BytecodeProviderImpl());
    }
}
